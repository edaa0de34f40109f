package org.liaoyuan.server.observe;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A health group that says what is unwell and why to this machine only, and to everybody else one word. A request that a proxy
 * passed on is not this machine's.
 */
record DetailsForLoopback(HealthEndpointGroup group) implements HealthEndpointGroup {

    @Override
    public boolean showComponents(SecurityContext security) {
        return comesFromLoopback();
    }

    @Override
    public boolean showDetails(SecurityContext security) {
        return comesFromLoopback();
    }

    private static boolean comesFromLoopback() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && isLoopback(attributes.getRequest());
    }

    static boolean isLoopback(HttpServletRequest request) {
        if (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null) {
            return false;
        }
        try {
            // a literal address: no name is looked up
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public boolean isMember(String name) {
        return group.isMember(name);
    }

    @Override
    public StatusAggregator getStatusAggregator() {
        return group.getStatusAggregator();
    }

    @Override
    public HttpCodeStatusMapper getHttpCodeStatusMapper() {
        return group.getHttpCodeStatusMapper();
    }

    @Override
    public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
        return group.getAdditionalPath();
    }
}
