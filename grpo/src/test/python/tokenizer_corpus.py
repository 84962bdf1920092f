"""Text that the tokenizer scripts train on and cut their strings from; written for this project."""
import random

SENTENCES = """
The service answers slowly because its readiness probe fails after the latest rollout.
Please describe the pod, read the events and say which container is restarting.
A deployment with three replicas is waiting for an image that cannot be pulled.
Don't delete the namespace; it's enough to restore the selector, and they'll be ready.
I've checked the logs: we're out of memory, so I'd raise the limit to 512Mi.
Der Dienst antwortet langsam, weil die Bereitschaftsprüfung nach dem Ausrollen fehlschlägt.
Überprüfe bitte die Größe des Speichers; außerdem müssen wir die Schlüssel erneuern.
Le service répond lentement : la sonde échoue à cause d'une image introuvable, n'est-ce pas ?
Où est passé le nœud ? L'été dernier, l'équipe a déjà réparé ce problème.
El servicio no responde porque el contenedor se quedó sin memoria. ¿Qué pasó mañana?
O serviço não está disponível; a configuração contém um endereço inválido.
Il servizio è lento perché il nodo è sovraccarico, però più tardi funzionerà.
Usługa działa wolno, ponieważ węzeł jest przeciążony; proszę sprawdzić dzienniki.
Сервис отвечает медленно, потому что проверка готовности не проходит после обновления.
Проверьте журналы и перезапустите контейнер, если память закончилась.
Η υπηρεσία απαντά αργά επειδή ο κόμβος είναι υπερφορτωμένος.
השירות מגיב לאט כי הבדיקה נכשלת אחרי העדכון.
الخدمة بطيئة لأن الفحص يفشل بعد التحديث الأخير.
सेवा धीमी है क्योंकि नोड पर स्मृति समाप्त हो गई है।
பணி மெதுவாக உள்ளது, நினைவகம் தீர்ந்துவிட்டது.
บริการตอบสนองช้าเพราะหน่วยความจำเต็ม
Dịch vụ phản hồi chậm vì nút bị quá tải và hết bộ nhớ.
服务响应缓慢,因为就绪探针在最新发布之后失败。请检查事件和日志。
镜像无法拉取,容器正在重启,内存不足。
サービスの応答が遅いのは、新しいデプロイの後でプローブが失敗しているためです。
コンテナのログを確認して、メモリの上限を増やしてください。
서비스가 느립니다. 노드의 메모리가 부족하고 컨테이너가 다시 시작되고 있습니다.
Servis yavaş yanıt veriyor çünkü düğümün belleği doldu; lütfen günlükleri inceleyin.
""".strip().split("\n")

CODE = [
    'def restart(name: str, count: int = 3) -> bool:\n    """Restart a pod."""\n    for i in range(count):\n        if probe(name) != 0x1F:\n            return True\n    return False\n',
    'public record Pod(String name, int restarts) {\n    public Pod {\n        if (restarts < 0) throw new IllegalArgumentException("restarts: " + restarts);\n    }\n}\n',
    "const pods = await list({ namespace: 'shop', labels: ['app=cart'] });\nfor (const p of pods) console.log(`${p.name}\\t${p.phase}`);\n",
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n  labels:\n    app: cart\nspec:\n  replicas: 3\n  template:\n    spec:\n      containers:\n      - name: cart\n        image: registry.local/cart:1.24.7\n        ports:\n        - containerPort: 8080\n',
    '{"kind": "Pod", "metadata": {"name": "cart-7c9f", "uid": "0b6e-41aa"}, "status": {"phase": "Running", "restarts": 12}}\n',
    "SELECT name, count(*) FROM pods WHERE phase <> 'Running' GROUP BY name ORDER BY 2 DESC;\n",
    "#!/bin/sh\nset -eu\nkubectl -n shop get pods -o wide | grep -v Running || true\n",
]

NAMES = ["cart", "profile", "payment", "search", "frontend", "geo", "rate", "user-db", "mongodb-rate", "memcached"]
STATES = ["Running", "CrashLoopBackOff", "ImagePullBackOff", "Pending", "OOMKilled", "Completed", "ContainerCreating"]
COMMANDS = ["kubectl get pods -n {n}", "kubectl describe pod {p} -n {n}", "kubectl logs {p} --tail=50",
            "kubectl set image deployment/{n} {n}=registry.local/{n}:1.{v}", "kubectl rollout undo deployment/{n}"]


def pod(rng):
    alphabet = "bcdfghjklmnpqrstvwxz2456789"
    return "%s-%s-%s" % (rng.choice(NAMES), "".join(rng.choices(alphabet, k=9)), "".join(rng.choices(alphabet, k=5)))


def kubectl(rng):
    lines = ["NAME                          READY   STATUS             RESTARTS   AGE"]
    for _ in range(rng.randint(2, 7)):
        lines.append("%-30s%d/1     %-19s%-11d%d%s" % (pod(rng), rng.randint(0, 1), rng.choice(STATES),
                                                     rng.randint(0, 130), rng.randint(1, 59), rng.choice("smhd")))
    command = rng.choice(COMMANDS).format(n=rng.choice(NAMES), p=pod(rng), v=rng.randint(0, 30))
    return "$ %s\n%s\n" % (command, "\n".join(lines))


def documents(seed=7, count=1500):
    rng = random.Random(seed)
    for _ in range(count):
        kind = rng.random()
        if kind < 0.55:
            yield " ".join(rng.sample(SENTENCES, rng.randint(1, 3)))
        elif kind < 0.7:
            yield rng.choice(CODE)
        else:
            yield kubectl(rng)
