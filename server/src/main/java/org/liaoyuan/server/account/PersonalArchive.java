package org.liaoyuan.server.account;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/** Everything of a person as one ZIP archive of open files, a folder for each organisation that they are in. */
@Component
class PersonalArchive {

    private final SystemDatabase database;
    private final List<PersonalData> rooms;

    PersonalArchive(SystemDatabase database, List<PersonalData> rooms) {
        this.database = database;
        this.rooms = rooms;
    }

    void write(String person, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (People.Membership membership : database.ask(db -> People.memberships(db, person))) {
            Tenant tenant = new Tenant(membership.organisation(), person, false, false);
            String folder = safe(membership.organisation()) + "/";
            for (PersonalData room : rooms) {
                write(room, tenant, folder, zip);
            }
        }
        zip.finish();
    }

    private static void write(PersonalData room, Tenant tenant, String folder, ZipOutputStream zip) throws IOException {
        try {
            tenant.call(() -> {
                room.writeTo((name, content) -> {
                    zip.putNextEntry(new ZipEntry(folder + safe(name)));
                    content.writeTo(new FilterOutputStream(zip) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            out.write(bytes, offset, length);
                        }

                        @Override
                        public void close() throws IOException {
                            flush(); // the archive goes on
                        }
                    });
                    zip.closeEntry();
                });
                return true;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._/-]", "-").replace("..", "-");
    }
}
