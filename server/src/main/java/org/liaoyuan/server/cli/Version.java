package org.liaoyuan.server.cli;

import org.liaoyuan.server.Application;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Liaoyuan 燎原 " + number(), "Java " + Runtime.version()};
    }

    static String number() {
        String version = Application.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
