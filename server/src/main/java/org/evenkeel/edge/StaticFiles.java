package org.evenkeel.edge;

import io.netty.handler.codec.http.HttpHeaders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The web client's files, read once into memory: what is not among them cannot be asked for, whatever the path says.
 * Strong ETags from the content, a year of caching for names that carry a hash, and the {@code .gz} beside a file for
 * those who take it. Immutable; any thread.
 */
public final class StaticFiles {

    private static final String GZIP = ".gz";

    private final Map<String, StaticFile> files;

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    /** No files at all. */
    public static StaticFiles none() {
        return new StaticFiles(Map.of());
    }

    /**
     * All files below a directory.
     *
     * @param pages which address shows which file, beside each file's own: {@code "/" -> "index.html"}
     * @throws UncheckedIOException when the directory cannot be read
     */
    public static StaticFiles ofDirectory(Path directory, Map<String, String> pages) {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                contents.put(name, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the static files cannot be read", e);
        }
        return of(contents, pages);
    }

    /**
     * All files of a folder on the class path, in a jar or not.
     *
     * @param folder without slashes at its ends
     * @throws UncheckedIOException when the folder cannot be read
     * @throws IllegalArgumentException when there is no such folder
     */
    public static StaticFiles ofClasspath(String folder, Map<String, String> pages) {
        URL url = StaticFiles.class.getClassLoader().getResource(folder);
        if (url == null) {
            throw new IllegalArgumentException("no folder " + folder + " on the class path");
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return ofDirectory(Path.of(uri), pages);
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return ofDirectory(jar.getPath("/" + folder), pages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the static files cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no readable folder " + folder + " on the class path", e);
        }
    }

    /**
     * Files by name, for tests and small cases.
     *
     * @throws IllegalArgumentException when a page has no file
     */
    static StaticFiles of(Map<String, byte[]> contents, Map<String, String> pages) {
        Map<String, StaticFile> files = new HashMap<>();
        contents.forEach(
                (name, content) -> {
                    if (!name.endsWith(GZIP)
                            || !contents.containsKey(name.substring(0, name.length() - GZIP.length()))) {
                        files.put(
                                "/" + name,
                                StaticFile.of(name, content, Optional.ofNullable(contents.get(name + GZIP))));
                    }
                });
        pages.forEach(
                (address, name) -> {
                    StaticFile file = files.get("/" + name);
                    if (file == null) {
                        throw new IllegalArgumentException("no file for the page " + address);
                    }
                    files.put(address, file);
                });
        return new StaticFiles(files);
    }

    /** Whether something is at this path. */
    boolean has(String path) {
        return files.containsKey(path);
    }

    /** The methods that every file has. */
    static List<String> methods() {
        return List.of("GET", "HEAD");
    }

    /** The reply to a GET, for a path that {@link #has} something. */
    HttpReply reply(String path, HttpHeaders request) {
        return files.get(path).reply(request);
    }
}
