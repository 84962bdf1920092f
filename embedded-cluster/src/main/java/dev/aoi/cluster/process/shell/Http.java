package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Reply;

import java.nio.charset.StandardCharsets;

/** HTTP answers as text. */
final class Http {
    private Http() {}

    /** {@code 404 Not Found}. */
    static String status(int status) {
        String reason =
                switch (status) {
                    case 200 -> "OK";
                    case 201 -> "Created";
                    case 204 -> "No Content";
                    case 301 -> "Moved Permanently";
                    case 302 -> "Found";
                    case 400 -> "Bad Request";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden";
                    case 404 -> "Not Found";
                    case 405 -> "Method Not Allowed";
                    case 408 -> "Request Timeout";
                    case 422 -> "Unprocessable Entity";
                    case 429 -> "Too Many Requests";
                    case 500 -> "Internal Server Error";
                    case 502 -> "Bad Gateway";
                    case 503 -> "Service Unavailable";
                    case 504 -> "Gateway Timeout";
                    default -> "";
                };
        return (status + " " + reason).strip();
    }

    /** The whole answer as it goes over a connection. */
    static String text(Reply.Answered answer) {
        return "HTTP/1.1 "
                + status(answer.status())
                + "\r\nContent-Length: "
                + answer.body().getBytes(StandardCharsets.UTF_8).length
                + "\r\nContent-Type: "
                + answer.contentType()
                + "\r\n\r\n"
                + answer.body();
    }
}
