package org.liaoyuan.server.tool.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;

/**
 * Reads mailboxes by IMAP, and changes nothing there: folders are opened for reading alone, mails stay unread. It connects to what {@link
 * PublicAddresses} lets through; without TLS, to servers in the operator's own network alone.
 */
final class Mailbox {

    private static final int CONNECT_MILLIS = 10_000;
    private static final long MOST_BYTES = 40_000_000;

    private final PublicAddresses addresses;

    Mailbox(PublicAddresses addresses) {
        this.addresses = addresses;
    }

    /** Whether a mail is wanted; asked from the newest on. */
    interface Wanted {
        boolean isWanted(Mail mail);
    }

    /**
     * Mails of a folder, the newest first.
     *
     * @param since the day is what counts: servers compare days
     * @param most that are given
     * @param looked of how many, from the newest on, are looked at
     */
    List<Mail> mails(ToolCall call, MailServer server, Instant since, int most, int looked, Wanted wanted) {
        String security = call.values().text(MailTool.SECURITY);
        InetAddress address = MailAccount.address(addresses, server, security);
        Session session = session(call, address, security);
        String user = call.values().text(MailTool.USER);
        String password = call.secrets().fill(call.values().text(MailTool.PASSWORD), server.host());
        URLName account = new URLName("imap", server.host(), server.port(), null, user, password);
        try (Store store = new IMAPStore(session, account)) {
            connect(store);
            try (Folder folder = store.getFolder(call.values().text(InboxTool.FOLDER))) {
                folder.open(Folder.READ_ONLY);
                return read(folder, since, most, looked, wanted);
            }
        } catch (FolderNotFoundException e) {
            throw new ToolFailure(
                    Reason.VALUE,
                    "folder: the mailbox has none called '" + call.values().text(InboxTool.FOLDER) + "'");
        } catch (MessagingException e) {
            throw new ToolFailure(Reason.NO_ANSWER, "the mail server could not be read: " + Post.words(e));
        }
    }

    private static void connect(Store store) {
        try {
            store.connect();
        } catch (AuthenticationFailedException e) {
            throw new ToolFailure(Reason.REFUSED, "the mail server does not take this user and password");
        } catch (MessagingException e) {
            Reason reason = isOfTls(e) ? Reason.REFUSED : Reason.NO_ANSWER;
            throw new ToolFailure(reason, "the mail server could not be spoken to: " + Post.words(e));
        }
    }

    private static boolean isOfTls(Throwable e) {
        return e instanceof SSLException || e.getCause() != null && e.getCause() != e && isOfTls(e.getCause());
    }

    private static List<Mail> read(Folder folder, Instant since, int most, int looked, Wanted wanted)
            throws MessagingException {
        // servers know days alone, each in its own zone
        Date day = Date.from(since.minus(Duration.ofDays(1)));
        Message[] found = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, day));
        Message[] newest = Arrays.copyOfRange(found, Math.max(0, found.length - looked), found.length);
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        profile.add(FetchProfile.Item.CONTENT_INFO);
        folder.fetch(newest, profile);
        List<Mail> mails = new ArrayList<>();
        for (int i = newest.length - 1; i >= 0 && mails.size() < most; i--) {
            Date received = newest[i].getReceivedDate();
            if (received == null || !received.toInstant().isBefore(since)) {
                Mail mail = Mail.of(newest[i]);
                if (wanted.isWanted(mail)) {
                    mails.add(mail);
                }
            }
        }
        return mails;
    }

    private static Session session(ToolCall call, InetAddress address, String security) {
        Properties properties = new Properties();
        JudgedSockets sockets = new JudgedSockets(address, MOST_BYTES, call.limit());
        String millis = Long.toString(call.limit().toMillis());
        properties.put("mail.imap.timeout", millis);
        properties.put("mail.imap.writetimeout", millis);
        properties.put("mail.imap.connectiontimeout", Integer.toString(CONNECT_MILLIS));
        properties.put("mail.imap.socketFactory", sockets);
        properties.put("mail.imap.socketFactory.fallback", "false");
        properties.put("mail.imap.ssl.socketFactory", sockets);
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        // reading does not mark them as read
        properties.put("mail.imap.peek", "true");
        properties.put("mail.imap.partialfetch", "true");
        if (security.equals("tls")) {
            properties.put("mail.imap.ssl.enable", "true");
        }
        if (security.equals("starttls")) {
            properties.put("mail.imap.starttls.enable", "true");
            properties.put("mail.imap.starttls.required", "true");
        }
        return Session.getInstance(properties);
    }
}
