package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A world in which nothing lives but the default ServiceAccounts, and what a test adds. */
public record PlainBehaviour(List<Controller> controllers) implements Behaviour {
    public static BehaviourFactory with(Controller... others) {
        return world -> {
            List<Controller> all = new ArrayList<>(List.of(others));
            all.addFirst(new Accounts());
            return new PlainBehaviour(all);
        };
    }

    @Override
    public PodRuntime runtime() {
        return new PodRuntime() {
            @Override
            public List<LogLine> logs(
                    String namespace, String pod, String container, boolean previous) {
                return List.of();
            }

            @Override
            public ExecResult exec(
                    String namespace, String pod, String container, List<String> argv) {
                return new ExecResult(String.join(" ", argv) + "\n", "", 0);
            }
        };
    }

    private static final class Accounts implements Controller {
        @Override
        public String name() {
            return "accounts";
        }

        @Override
        public Set<ResourceKind> watches() {
            return Set.of(ResourceKinds.NAMESPACE);
        }

        @Override
        public void reconcile(ObjectKey key, ControllerContext context) {
            ObjectKey account = new ObjectKey(ResourceKinds.SERVICE_ACCOUNT, key.name(), "default");
            if (context.store().get(key).isPresent() && context.store().get(account).isEmpty()) {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                object.putObject("metadata").put("name", "default").put("namespace", key.name());
                context.store().create(ResourceKinds.SERVICE_ACCOUNT, object);
            }
        }
    }
}
