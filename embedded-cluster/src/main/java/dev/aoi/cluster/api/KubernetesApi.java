package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.schema.ApiResources;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WriteRequest;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The Kubernetes API of a world: one path for all kinds, driven by the table of kinds.
 *
 * <p>Steps of a request: discovery; what it asks for; may the user; is there such a kind; the verb.
 * Stateless: everything is in the world.
 */
public final class KubernetesApi {
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final ApiReply NO_PAGE = new ApiReply.Plain(404, "404 page not found\n");

    private KubernetesApi() {}

    /**
     * Answers a request. After a write the world is left to settle: {@link World#finish} does it at
     * once, and so does whoever looks at it next.
     *
     * @throws ApiException with the Status to answer when it is refused
     */
    public static ApiReply handle(World world, ApiCall call) {
        Optional<ResourceRequest> asked =
                ResourceRequest.parse(call.method(), call.path(), call.query());
        if (asked.isEmpty()) {
            String verb = call.method().toLowerCase(Locale.ROOT);
            world.locked(
                    () -> {
                        Authorizer.check(world.store(), call.caller(), verb, call.path());
                        return verb;
                    });
        }
        Optional<ApiReply> discovered =
                asked.isEmpty() || READS.contains(call.method())
                        ? Discovery.answer(world, call)
                        : Optional.empty();
        if (discovered.isPresent() && !READS.contains(call.method())) {
            throw ApiException.methodNotAllowed();
        }
        if (discovered.isPresent()) {
            return discovered.get();
        }
        if (asked.isEmpty()) {
            return NO_PAGE;
        }
        ResourceRequest request = asked.get();
        Optional<ApiReply> figures = MetricsApi.answer(world, call, request);
        if (figures.isPresent()) {
            return figures.get();
        }
        Optional<ApiReply> review =
                Reviews.answer(world, request, call)
                        .or(() -> IdentityReviews.answer(world, request, call));
        if (review.isPresent()) {
            return review.get();
        }
        if (TokenRequests.asks(request)) {
            return TokenRequests.answer(world, request, call);
        }
        if (PodStreams.asks(request)) {
            return PodStreams.answer(world, request, call);
        }
        if (world.locked(() -> noGroup(world, request, call))) {
            return NO_PAGE;
        }
        return switch (request.verb()) {
            case "get", "list", "watch" -> read(world, request, call);
            default -> write(world, request, call);
        };
    }

    /** Applies a journaled write to a world that is rebuilt. */
    public static void replay(World world, Instant at, WriteRequest write) {
        ApiCall call = ApiCall.of(write);
        ResourceRequest request = parse(call);
        world.replay(
                at,
                write,
                () ->
                        PodStreams.asks(request)
                                ? PodStreams.replay(world, request, call)
                                : Writes.perform(
                                        world.store(), kind(world, request), request, call));
    }

    private static ApiReply read(World world, ResourceRequest request, ApiCall call) {
        return world.read(
                () -> {
                    Authorizer.check(world.store(), call.caller(), request);
                    ResourceKind kind = kind(world, request);
                    return switch (request.verb()) {
                        case "watch" ->
                                new ApiReply.Watch(new WatchStream(world, kind, request, call));
                        case "list" -> Reads.list(world, kind, request, call);
                        default -> get(world, kind, request, call);
                    };
                });
    }

    private static ApiReply get(
            World world, ResourceKind kind, ResourceRequest request, ApiCall call) {
        return switch (request.subresource()) {
            case "", "status", "approval" -> Reads.get(world, kind, request, call);
            case "scale" -> ApiReply.Json.ok(ScaleView.of(stored(world, kind, request)));
            case "log" -> PodLogs.read(world, stored(world, kind, request), call.query());
            default -> throw ApiException.methodNotAllowed();
        };
    }

    private static ApiReply write(World world, ResourceRequest request, ApiCall call) {
        ResourceKind kind =
                world.locked(
                        () -> {
                            Authorizer.check(world.store(), call.caller(), request);
                            ResourceKind asked = kind(world, request);
                            if (request.subresource().isEmpty()
                                    && !asked.verbs().contains(request.verb())) {
                                throw ApiException.methodNotAllowed();
                            }
                            return asked;
                        });
        boolean dryRun = Writes.dryRun(call);
        FieldValidation validation = FieldValidation.of(call);
        Supplier<ObjectNode> action =
                () -> Writes.perform(world.store(), kind, request, call, validation);
        ObjectNode result =
                dryRun ? world.read(action) : world.begin(call.toWrite(request.verb()), action);
        int status = request.verb().equals("create") || validation.created() ? 201 : 200;
        boolean plain =
                result.path("kind").asString("").equals(kind.kind())
                        && Form.of(call.accept()) != Form.OBJECT;
        return new ApiReply.Json(
                status,
                "application/json",
                plain ? world.locked(() -> Reads.shaped(world, kind, result, call)) : result,
                validation.warnings());
    }

    private static ObjectNode stored(World world, ResourceKind kind, ResourceRequest request) {
        return world.store()
                .get(request.key(kind))
                .orElseThrow(() -> ApiException.notFound(kind, request.name()));
    }

    private static ResourceRequest parse(ApiCall call) {
        return ResourceRequest.parse(call.method(), call.path(), call.query())
                .orElseThrow(ApiException::noSuchPath);
    }

    /** Paths of groups that nobody serves are no paths of the API at all. */
    private static boolean noGroup(World world, ResourceRequest request, ApiCall call) {
        boolean served =
                world.store().kinds().all().stream()
                        .anyMatch(kind -> kind.group().equals(request.group()));
        boolean versioned =
                ApiResources.all().stream().anyMatch(r -> r.group().equals(request.group()));
        if (!served && !versioned) {
            Authorizer.check(world.store(), call.caller(), request);
        }
        return !served && !versioned;
    }

    /** Kinds that can only be created are known, and keep no objects. */
    private static ApiException unserved(ResourceRequest request) {
        return ApiResources.find(request.group(), request.version(), request.resource()).isPresent()
                ? ApiException.methodNotAllowed()
                : ApiException.noSuchPath();
    }

    private static ResourceKind kind(World world, ResourceRequest request) {
        ResourceKind kind =
                request.kind(world.store().kinds()).orElseThrow(() -> unserved(request));
        boolean offered =
                request.subresource().isEmpty()
                        || kind.subresources().contains(request.subresource());
        if (!offered) {
            throw ApiException.noSuchPath();
        }
        return kind;
    }
}
