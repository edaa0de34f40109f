package org.liaoyuan.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Python package index on loopback that the real pip asks, and whose answers can be held back half-way. */
public final class PackageIndex implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Path> wheels = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String held = "";
    private final CountDownLatch halfSent = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    public PackageIndex() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/simple/", this::list);
        server.createContext("/wheel/", this::send);
        server.start();
    }

    /** What pip needs in its environment to ask this index and no other. */
    public Map<String, String> environment() {
        return Map.of(
                "PIP_INDEX_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/simple",
                "PIP_EXTRA_INDEX_URL", "",
                "PIP_RETRIES", "0",
                "NO_PROXY", "127.0.0.1",
                "no_proxy", "127.0.0.1");
    }

    /** Publishes a package of one file beside its description, stored as it is. */
    public void add(Path folder, String name, String version, String member, Path content) throws IOException {
        String underscored = name.replace('-', '_');
        String about = underscored + "-" + version + ".dist-info/";
        Path wheel = folder.resolve(underscored + "-" + version + "-py3-none-any.whl");
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(wheel)))) {
            text(zip, about + "METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
            text(zip, about + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            text(zip, about + "RECORD", "");
            ZipEntry entry = new ZipEntry(member);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(Files.size(content));
            entry.setCrc(crc(content));
            zip.putNextEntry(entry);
            Files.copy(content, zip);
        }
        wheels.put(name, wheel);
    }

    /** Sends only half of this package until {@link #goOn}. */
    public void holdHalfWay(String name) {
        held = name;
    }

    /** Waits until half of the held package is on its way. */
    public void awaitHalfSent() throws InterruptedException {
        if (!halfSent.await(60, java.util.concurrent.TimeUnit.SECONDS)) {
            throw new AssertionError("pip did not ask for " + held + "; it asked for " + asked);
        }
    }

    /** Holds nothing back any more. */
    public void goOn() {
        held = "";
        goOn.countDown();
    }

    /** Packages whose wheels were asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private static long crc(Path content) throws IOException {
        CRC32 crc = new CRC32();
        try (var in = Files.newInputStream(content)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        return crc.getValue();
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String last(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceFirst("/$", "").replaceFirst(".*/", "");
    }

    private void list(HttpExchange exchange) throws IOException {
        String name = last(exchange);
        Path wheel = wheels.get(name);
        if (wheel == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] page = ("<!DOCTYPE html><a href=\"/wheel/" + name + "/" + wheel.getFileName() + "\">"
                            + wheel.getFileName() + "</a>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().split("/")[2];
        asked.add(name);
        Path wheel = wheels.get(name);
        long size = Files.size(wheel);
        exchange.sendResponseHeaders(200, size);
        try (var in = Files.newInputStream(wheel);
                OutputStream out = exchange.getResponseBody()) {
            byte[] buffer = new byte[1 << 16];
            long sent = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                sent += n;
                if (sent >= size / 2 && name.equals(held)) {
                    out.flush();
                    halfSent.countDown();
                    goOn.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
    }
}
