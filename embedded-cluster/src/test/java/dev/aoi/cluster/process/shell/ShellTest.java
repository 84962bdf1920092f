package dev.aoi.cluster.process.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.world.ExecResult;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.List;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellTest {
    private final TestCluster cluster = new TestCluster(3);

    @BeforeAll
    void aPodWithTools() {
        cluster.namespace("lab");
        cluster.create(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'conf','namespace':'lab'},'data':{'a.conf':'port=1\\n"
                    + "'}}");
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'box','namespace':'lab',"
                        + "'labels':{'app':'box'}},'spec':{"
                        + "'volumes':[{'name':'c','configMap':{'name':'conf'}},"
                        + "{'name':'e','emptyDir':{}}],"
                        + "'containers':[{'name':'c','image':'busybox:1.36',"
                        + "'command':['sh','-c','echo started; sleep 1d'],"
                        + "'volumeMounts':[{'name':'c','mountPath':'/conf'},"
                        + "{'name':'e','mountPath':'/data'}]}]}}");
        cluster.advance(5);
    }

    private ExecResult exec(String... argv) {
        return cluster.world().runtime().exec("lab", "box", "c", List.of(argv));
    }

    private String out(String script) {
        ExecResult result = exec("sh", "-c", script);
        assertThat(result.stderr()).isEmpty();
        return result.stdout();
    }

    @Test
    void channelsAndExitCodes() {
        ExecResult result = exec("sh", "-c", "echo out; echo err >&2; exit 3");
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void wordsAreExpandedAndQuoted() {
        assertThat(out("A='x  y'; echo $A \"$A\" '$A' ${B:-none} ${#A} $((2+3*4)) $(echo in)"))
                .isEqualTo("x y x  y $A none 4 14 in\n");
        assertThat(out("set -- a b c; echo $# \"$@\"; shift; echo $1 ${2}x"))
                .isEqualTo("3 a b c\nb cx\n");
        assertThat(out("f=a.tar.gz; echo ${f%.*} ${f%%.*} ${f#*.} ${f##*.}"))
                .isEqualTo("a.tar a tar.gz gz\n");
        assertThat(out("echo /conf/*.conf '*'")).isEqualTo("/conf/a.conf *\n");
    }

    @Test
    void controlStructures() {
        assertThat(out("for i in 1 2 3; do if [ $i -eq 2 ]; then continue; fi; echo $i; done"))
                .isEqualTo("1\n3\n");
        assertThat(out("i=0; while true; do i=$((i+1)); [ $i -ge 4 ] && break; done; echo $i"))
                .isEqualTo("4\n");
        assertThat(out("f() { echo got $1; return 2; }; f x || echo $?")).isEqualTo("got x\n2\n");
        assertThat(out("case abc in x) echo x;; a*) echo starts;; esac")).isEqualTo("starts\n");
        assertThat(out("false && echo no || echo yes; ! true; echo $?")).isEqualTo("yes\n1\n");
        assertThat(out("(cd /tmp; pwd); pwd; { echo a; echo b; } | wc -l"))
                .isEqualTo("/tmp\n/\n2\n");
    }

    @Test
    void pipesRedirectionsAndFiles() {
        assertThat(out("echo one > /tmp/f; echo two >> /tmp/f; cat /tmp/f | grep -c o"))
                .isEqualTo("2\n");
        assertThat(out("seq 5 | tail -n 2 | tr '\\n' ,; cat <<EOF\nhome $HOME\nEOF"))
                .isEqualTo("4,5,home /root\n");
        assertThat(out("while read a b; do echo \"$b-$a\"; done < /conf/a.conf"))
                .isEqualTo("-port=1\n");
        assertThat(out("ls /conf; cat /conf/a.conf; test -f /conf/a.conf && echo there"))
                .isEqualTo("a.conf\nport=1\nthere\n");
        ExecResult refused = exec("sh", "-c", "echo x > /conf/new");
        assertThat(refused.stderr())
                .isEqualTo("sh: can't create /conf/new: Read-only file system\n");
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    @Test
    void writtenFilesLast() {
        exec("sh", "-c", "echo kept > /data/x");
        assertThat(out("cat /data/x; ls /data")).startsWith("kept\n").endsWith("x\n");
    }

    @Test
    void commandsTakeTheirTime() {
        assertThat(exec("sleep", "5").took()).isEqualTo(Duration.ofSeconds(5));
        assertThat(exec("sh", "-c", "sleep 2; sleep 3").took())
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(exec("sh", "-c", "while true; do sleep 60; done").took())
                .isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void unknownCommands() {
        ExecResult inShell = exec("sh", "-c", "nosuch; echo $?");
        assertThat(inShell.stderr()).isEqualTo("sh: nosuch: not found\n");
        assertThat(inShell.stdout()).isEqualTo("127\n");
        assertThatThrownBy(() -> exec("nosuch"))
                .hasMessageContaining(
                        "OCI runtime exec failed: exec failed: unable to start container process:"
                                + " exec: \"nosuch\": executable file not found in $PATH");
        ExecResult broken = exec("sh", "-c", "if true; then");
        assertThat(broken.stderr()).isEqualTo("sh: syntax error: unexpected end of file\n");
        assertThat(broken.exitCode()).isEqualTo(2);
    }

    @Test
    void standardInputIsRead() {
        ExecResult result =
                cluster.world()
                        .runtime()
                        .exec("lab", "box", "c", List.of("sh"), "echo from; read x\nline\necho $x");
        assertThat(result.stdout()).startsWith("from\n");
        assertThat(
                        cluster.world()
                                .runtime()
                                .exec("lab", "box", "c", List.of("cat"), "as it is")
                                .stdout())
                .isEqualTo("as it is");
    }

    @Test
    void filesTravelInTarStreams() {
        exec("sh", "-c", "mkdir -p /tmp/d; echo hello > /tmp/d/f");
        String stream = exec("tar", "cf", "-", "-C", "/tmp", "d").stdout();
        cluster.world()
                .runtime()
                .exec("lab", "box", "c", List.of("tar", "-xmf", "-", "-C", "/data"), stream);
        assertThat(out("cat /data/d/f")).isEqualTo("hello\n");
    }

    @Test
    void aScriptWaitsForWhatComesLater() {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'waits','namespace':'lab'},"
                        + "'spec':{'restartPolicy':'Never','containers':[{'name':'c',"
                        + "'image':'busybox:1.36','command':['sh','-c',"
                        + "'until nslookup later >/dev/null 2>&1 || nslookup"
                        + " later.lab.svc.cluster.local >/dev/null; do echo waiting; sleep 2; done;"
                        + " echo there; exit 4']}]}}");
        cluster.advance(7);
        cluster.create(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'later','namespace':'lab'},"
                        + "'spec':{'ports':[{'port':80}]}}");
        cluster.advance(5);
        var pod = cluster.get(ResourceKinds.POD, "lab", "waits");
        assertThat(cluster.logs(pod)).startsWith("waiting").endsWith("there");
        assertThat(pod.at("/status/containerStatuses/0/state/terminated/exitCode").asInt())
                .isEqualTo(4);
    }
}
