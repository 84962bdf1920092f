package dev.aoi.kube.describe;

import tools.jackson.databind.JsonNode;

/** What a container does now, what it did before, and how often it was started again. */
record ContainerState(Page page) {

    void write(JsonNode status) {
        state("State:", status.path("state"));
        if (status.path("lastState").has("terminated")) {
            state("Last State:", status.path("lastState"));
        }
        page.line(4, "Ready:", Layout.bool(status.path("ready")));
        page.line(4, "Restart Count:", "" + status.path("restartCount").asInt(0));
    }

    private void state(String label, JsonNode state) {
        if (state.has("running")) {
            page.line(4, label, "Running");
            page.line(6, "Started:", Layout.time(Layout.text(state, "running", "startedAt")));
        } else if (state.has("terminated")) {
            terminated(label, state.path("terminated"));
        } else {
            page.line(4, label, "Waiting");
            page.lineIf(6, "Reason:", Layout.text(state, "waiting", "reason"));
        }
    }

    private void terminated(String label, JsonNode end) {
        page.line(4, label, "Terminated");
        page.lineIf(6, "Reason:", Layout.text(end, "reason"));
        page.lineIf(6, "Message:", Layout.text(end, "message").strip().replace('\n', ' '));
        page.line(6, "Exit Code:", "" + end.path("exitCode").asInt(0));
        if (end.path("signal").asInt(0) > 0) {
            page.line(6, "Signal:", "" + end.path("signal").asInt(0));
        }
        page.line(6, "Started:", Layout.time(Layout.text(end, "startedAt")));
        page.line(6, "Finished:", Layout.time(Layout.text(end, "finishedAt")));
    }
}
