package dev.aoi.env.incident;

import dev.aoi.env.problem.Problem;

/**
 * What agents are told of a benchmark problem. It depends on the application, the namespace and the
 * task type alone, so that it says nothing about the fault (DESIGN.md, invariant 9).
 */
public final class Descriptions {
    private static final String SOCIAL_NETWORK =
            """
            The social network application runs in namespace %s of a Kubernetes cluster. \
            It consists of microservices that talk to each other over Thrift: users write posts, \
            which are stored and put on timelines; an HTTP front door takes the requests; \
            caches and databases keep the data. A load generator sends requests from outside.
            """;

    private static final String DETECTION =
            """
            Find out whether something is wrong with the application right now.
            Submit Yes if it is faulty, or No if it is not. No other value counts.
            """;

    private static final String LOCALIZATION =
            """
            Find out which services hold the root cause of a fault, not those that merely suffer \
            from it.
            Submit the list of their names, the most suspicious first, written exactly as the \
            Kubernetes services are named. An empty list says that nothing is faulty.
            """;

    private static final String ANALYSIS =
            """
            Something may be faulty. Find out on which level of the system the root cause lies, \
            and of which type it is.
            Submit one system level out of: Hardware, Operating System, Virtualization, Application.
            Submit one fault type out of: Misconfiguration, Code Defect, Authentication Issue, \
            Network/Storage Issue, Operation Error, Dependency Problem.
            """;

    private static final String MITIGATION =
            """
            Something may be faulty. Find the root cause and repair it in the cluster, so that \
            requests are served again, without changing anything else.
            No value is submitted: say that it is done once the repair is verified.
            """;

    private Descriptions() {}

    /** The description of a problem in a namespace. */
    public static String of(Problem problem, String namespace) {
        String task =
                switch (problem.task()) {
                    case DETECTION -> DETECTION;
                    case LOCALIZATION -> LOCALIZATION;
                    case ANALYSIS -> ANALYSIS;
                    case MITIGATION -> MITIGATION;
                    case UNSPECIFIED ->
                            throw new IllegalArgumentException(
                                    "Problem " + problem.id() + " has no task type");
                };
        return SOCIAL_NETWORK.formatted(namespace) + task;
    }
}
