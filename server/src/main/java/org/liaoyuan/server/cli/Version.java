package org.liaoyuan.server.cli;

import org.liaoyuan.server.Application;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Application.class.getPackage().getImplementationVersion();
        return new String[] {"Liaoyuan 燎原 " + (version == null ? "(unpackaged)" : version), "Java " + Runtime.version()
        };
    }
}
