package dev.aoi.cluster.host;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import dev.aoi.cluster.api.Caller;
import dev.aoi.cluster.api.ServiceAccountTokens;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out who asks a world.
 *
 * <ol>
 *   <li>A bearer token is a role's or one of a service account of that world; any other is refused.
 *   <li>Without one, the client's certificate, if it is for that world.
 *   <li>Else nobody in particular: {@code system:anonymous}. Names with passwords are not looked
 *       at, as in every Kubernetes of today.
 * </ol>
 */
final class Authentication {
    private static final String BEARER = "Bearer ";
    private static final String ADMIN = "admin";

    private final Map<String, String> secrets;

    /** A connection shows the same certificate with every request; it is read once. */
    private final LoadingCache<X509Certificate, OwnAuthority.Holder> holders =
            Caffeine.newBuilder().weakKeys().maximumSize(1024).build(OwnAuthority::holder);

    Authentication(ClusterHostConfig config) {
        Map<String, String> all = new HashMap<>(config.roleSecrets());
        all.putIfAbsent(ADMIN, config.adminSecret());
        this.secrets = Map.copyOf(all);
    }

    /**
     * The caller.
     *
     * @param world empty when there is none of that name
     * @throws ApiException 401 when what it shows is no good
     */
    Caller of(Request request, String name, Optional<World> world) {
        String token = token(request);
        if (!token.isEmpty()) {
            return RoleToken.verify(token, name, secrets)
                    .map(role -> role.equals(ADMIN) ? Caller.administrator() : Caller.named(role))
                    .or(() -> world.flatMap(w -> ServiceAccountTokens.verify(w, token)))
                    .orElseThrow(ApiException::unauthorized);
        }
        if (world.isEmpty()) {
            throw ApiException.unauthorized();
        }
        return certificate(request)
                .map(holders::get)
                .filter(holder -> holder.world().equals(name))
                .map(OwnAuthority.Holder::caller)
                .orElse(Caller.ANONYMOUS);
    }

    /** The world that the request's certificate or token is for. */
    Optional<World> world(Request request, List<World> worlds) {
        String token = token(request);
        if (token.isEmpty()) {
            Optional<String> name =
                    certificate(request).map(holders::get).map(OwnAuthority.Holder::world);
            return worlds.stream().filter(w -> name.filter(w.name()::equals).isPresent()).findAny();
        }
        return worlds.stream()
                .filter(
                        w ->
                                RoleToken.verify(token, w.name(), secrets).isPresent()
                                        || ServiceAccountTokens.verify(w, token).isPresent())
                .findFirst();
    }

    /** The bearer token of a request; empty when there is none. */
    static String token(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    private static Optional<X509Certificate> certificate(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
                        instanceof EndPoint.SslSessionData session
                ? Optional.ofNullable(session.peerCertificates())
                        .filter(chain -> chain.length > 0)
                        .map(chain -> chain[0])
                : Optional.empty();
    }
}
