package org.liaoyuan.server.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.liaoyuan.server.access.KeyLimits;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.Route;
import org.liaoyuan.server.key.ApiKeys;

/**
 * Why a request is not let in, in the form of the door at which it knocked.
 *
 * @param status HTTP's
 * @param code for programs that speak OpenAI's format
 * @param detail what to do about it; plain words without quotes
 */
record Refusal(int status, String code, String detail) {

    private static final int TOO_MANY = 429;

    static final Refusal FORGED = new Refusal(
            403,
            "csrf",
            "a change needs the header " + AccessFilter.CSRF_HEADER + " with the csrfToken of GET /api/session");

    static final Refusal SECOND_FACTOR = new Refusal(
            403,
            "second_factor_needed",
            "this organisation wants a second factor of you first: add a passkey or an authenticator app"
                    + " (/api/account/factors), or act for another organisation");

    static Refusal unknown() {
        return new Refusal(
                401,
                "invalid_api_key",
                "sign in first; programs send an API key of this server: Authorization: Bearer " + ApiKeys.START
                        + "... (the page, Keys)");
    }

    static Refusal forbidden(Route route) {
        return route.permission() == Permission.UNCLASSIFIED
                ? new Refusal(404, "not_found", "there is no such address")
                : new Refusal(
                        403,
                        "permission_denied",
                        "this needs the permission "
                                + route.permission().name().toLowerCase(Locale.ROOT)
                                + ", which your role in this organisation, or your key, does not have");
    }

    static Refusal route(Route route) {
        return new Refusal(
                403, "permission_denied", "this key is not for " + route + ", only for the routes that it lists");
    }

    static Refusal tooMuch(KeyLimits limits, int seconds) {
        return new Refusal(
                429,
                "rate_limit_exceeded",
                "this key may send " + (limits.requests() == null ? "any number of" : limits.requests())
                        + " requests and use " + (limits.tokens() == null ? "any number of" : limits.tokens())
                        + " tokens a minute; try again in " + seconds + " s");
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (request.getRequestURI().startsWith("/scim/")) {
            response.setContentType("application/scim+json;charset=UTF-8");
            response.getWriter()
                    .write("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"" + status
                            + "\",\"detail\":\"" + detail + "\"}");
            return;
        }
        boolean openAi = request.getRequestURI().startsWith("/v1");
        response.setContentType((openAi ? "application/json" : "application/problem+json") + ";charset=UTF-8");
        response.getWriter()
                .write(
                        openAi
                                ? "{\"error\":{\"message\":\"" + detail
                                        + "\",\"type\":\"" + type() + "\",\"param\":null,\"code\":\"" + code
                                        + "\"}}"
                                : "{\"status\":" + status + ",\"title\":\"" + title() + "\",\"detail\":\"" + detail
                                        + "\"}");
    }

    private String type() {
        return status == TOO_MANY ? "rate_limit_error" : "invalid_request_error";
    }

    private String title() {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case TOO_MANY -> "Too Many Requests";
            default -> "Forbidden";
        };
    }
}
