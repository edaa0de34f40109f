package org.liaoyuan.server.openai;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.engine.grammar.UnsupportedSchemaException;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.sound.AudioException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What our exceptions are in OpenAI's terms. */
public final class Errors {

    static final String INSUFFICIENT_QUOTA = "insufficient_quota";

    private Errors() {}

    public static ApiException translate(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case ApiException already -> already;
            case RefusedException refused ->
                new ApiException(refused.status(), "invalid_request_error", message, "model", "permission_denied");
            case UnknownModelException unknown ->
                new ApiException(404, "invalid_request_error", message, "model", "model_not_found");
            case ModelNotReadyException notReady ->
                new ApiException(503, "server_error", message, "model", "model_not_ready");
            case BudgetExceededException usedUp ->
                new ApiException(429, INSUFFICIENT_QUOTA, message, null, INSUFFICIENT_QUOTA);
            case BusyException busy ->
                new ApiException(429, "rate_limit_error", message, null, "rate_limit_exceeded", busy.retryAfter());
            case ContextOverflowException overflow ->
                new ApiException(400, "invalid_request_error", message, "messages", "context_length_exceeded");
            case UnsupportedSchemaException schema -> ApiException.invalid("response_format", message);
            case UnsupportedByModelException unsupported -> ApiException.unsupported("model", message);
            case MethodArgumentTypeMismatchException mismatch ->
                ApiException.invalid(
                        mismatch.getName(),
                        "Invalid value for '" + mismatch.getName() + "': '" + mismatch.getValue() + "'");
            case DataAccessResourceFailureException away ->
                new ApiException(
                        503,
                        "server_error",
                        "The database can't be reached; try again in a moment",
                        null,
                        "database_unavailable");
            case InvalidParameterException unreadable ->
                ApiException.invalid(
                        null, "The address or its parameters can't be read: they are not encoded as they must be");
            case IllegalArgumentException wrong -> ApiException.invalid(null, message);
            case RemoteException remote -> of(remote, message);
            case AudioException sound -> ApiException.invalid(null, message);
            case EngineException failed -> new ApiException(500, "server_error", message, null, null);
            default ->
                new ApiException(
                        500,
                        "server_error",
                        "The request failed inside the server (" + e.getClass().getSimpleName() + ")",
                        null,
                        null);
        };
    }

    private static ApiException of(RemoteException e, String message) {
        RemoteFailure.Reaction reaction = e.failure().reaction();
        String type = reaction.status() == 429
                ? "rate_limit_error"
                : reaction.status() < 500 ? "invalid_request_error" : "server_error";
        return new ApiException(
                reaction.status(),
                type,
                message,
                null,
                reaction.code(),
                e.retryAfter().orElse(null));
    }
}
