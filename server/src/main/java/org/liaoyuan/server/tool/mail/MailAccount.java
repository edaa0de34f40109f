package org.liaoyuan.server.tool.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolValues;

/** What nodes say of a mail server and of who they are there. */
final class MailAccount {

    private MailAccount() {}

    /** What is wrong with user and password, as they stand in a definition. */
    static Optional<Tool.Problem> check(ToolValues values) {
        String password = values.text(MailTool.PASSWORD);
        if (values.text(MailTool.USER).isEmpty() != password.isEmpty()) {
            return Optional.of(new Tool.Problem(MailTool.PASSWORD, "expected both, user and password, or neither"));
        }
        if (!password.isEmpty() && !password.matches("\\{\\{\\s*secret\\.[A-Za-z0-9_-]+\\s*}}")) {
            return Optional.of(new Tool.Problem(
                    MailTool.PASSWORD, "a password does not stand in a definition; expected {{secret.NAME}}"));
        }
        return Optional.empty();
    }

    /**
     * Where a server is.
     *
     * @param security none is for servers in one's own network alone
     * @throws ToolFailure if it may not be spoken to, or is not known
     */
    static InetAddress address(PublicAddresses addresses, MailServer server, String security) {
        try {
            InetAddress address = addresses.resolve(server.host())[0];
            if (security.equals("none") && PublicAddresses.isPublic(address)) {
                throw new ToolFailure(Reason.VALUE, "security: none is for servers in one's own network alone");
            }
            return address;
        } catch (PublicAddresses.Inside e) {
            throw new ToolFailure(
                    Reason.NOT_OPEN,
                    "the mail server lies in this server's own network, which tools reach where the operator allows it (liaoyuan.tools.inside)");
        } catch (UnknownHostException e) {
            throw new ToolFailure(Reason.NO_ANSWER, "there is no mail server of this name");
        }
    }
}
