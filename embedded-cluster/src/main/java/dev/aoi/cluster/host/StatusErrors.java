package dev.aoi.cluster.host;

import dev.aoi.cluster.api.JsonText;
import dev.aoi.cluster.api.WorldHttp;
import dev.aoi.cluster.store.ApiException;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server refuses before any handler sees it is a Status, too. */
final class StatusErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int code = response.getStatus();
        ApiException refusal =
                code < 500
                        ? new ApiException(
                                code,
                                code == 400 ? "BadRequest" : "",
                                "the request cannot be read: " + reason(request),
                                JsonText.object())
                        : ApiException.internal(reason(request));
        WorldHttp.refuse(refusal, response, callback);
        return true;
    }

    private static String reason(Request request) {
        Object message = request.getAttribute(ERROR_MESSAGE);
        return message == null ? "no reason is known" : message.toString();
    }
}
