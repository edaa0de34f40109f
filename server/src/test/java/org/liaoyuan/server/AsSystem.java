package org.liaoyuan.server;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.liaoyuan.server.store.Tenant;

/** For tests that look into the database themselves: outside of requests nothing is seen otherwise. */
public final class AsSystem implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        try {
            Tenant.SYSTEM.call(() -> {
                try {
                    return test.proceed();
                } catch (Throwable e) {
                    throw new Failed(e);
                }
            });
        } catch (Failed e) {
            throw e.getCause();
        }
    }

    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed(Throwable why) {
            super(why);
        }
    }
}
