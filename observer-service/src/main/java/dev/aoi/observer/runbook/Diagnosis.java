package dev.aoi.observer.runbook;

/**
 * What a confirmed suspect means.
 *
 * @param systemLevel AIOpsLab's level (aiopslab.md 3.2)
 * @param faultType AIOpsLab's fault type
 * @param cause one sentence
 * @param command repair in the command language; empty when the runbook knows none
 * @param expectation what must hold afterwards, in the expectation language
 * @param current value now
 * @param expected value that it should have
 */
record Diagnosis(
        String systemLevel,
        String faultType,
        String cause,
        String target,
        String command,
        String expectation,
        String current,
        String expected) {

    static Diagnosis of(Suspect suspect) {
        return switch (suspect.kind()) {
            case PORT -> port(suspect);
            case EMPTY -> empty(suspect);
        };
    }

    private static Diagnosis port(Suspect suspect) {
        StringBuilder patch = new StringBuilder();
        for (String index : suspect.fact("index").split(",")) {
            if (index.matches("\\d+")) {
                patch.append(patch.isEmpty() ? "" : ",")
                        .append("{\"op\":\"replace\",\"path\":\"/spec/ports/")
                        .append(index)
                        .append("/targetPort\",\"value\":")
                        .append(suspect.fact("right"))
                        .append("}");
            }
        }
        return new Diagnosis(
                "Virtualization",
                "Misconfiguration",
                "Service "
                        + suspect.service()
                        + " sends to port "
                        + suspect.fact("endpoint")
                        + ", but its process listens on "
                        + suspect.fact("right"),
                suspect.service(),
                patch.isEmpty()
                        ? ""
                        : "patch service "
                                + suspect.service()
                                + " --type=json -p '["
                                + patch
                                + "]'",
                "endpoints service/" + suspect.service() + " port " + suspect.fact("right"),
                "targetPort " + suspect.fact("endpoint"),
                "targetPort " + suspect.fact("right"));
    }

    private static Diagnosis empty(Suspect suspect) {
        String deployment = suspect.fact("deployment");
        boolean scaled = suspect.fact("ready").endsWith("/0");
        if (!scaled) {
            return new Diagnosis(
                    "Virtualization",
                    "Dependency Problem",
                    "Service " + suspect.service() + " has no pod that is ready",
                    suspect.service(),
                    "",
                    "",
                    "ready " + suspect.fact("ready"),
                    "at least one pod ready");
        }
        String before = suspect.fact("before");
        return new Diagnosis(
                "Virtualization",
                "Operation Error",
                "Deployment "
                        + deployment
                        + " was scaled to zero, so service "
                        + suspect.service()
                        + " has no endpoint",
                deployment,
                "scale deployment " + deployment + " --replicas=" + before,
                "deployment/" + deployment + " ready " + before,
                "replicas 0",
                "replicas " + before);
    }
}
