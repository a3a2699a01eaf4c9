import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays out every Java file below the given folders, or says which ones are not laid out. The build runs this file
 * straight from its source on the JDK that the server is written for, because a formatter reads a file with the parser
 * of the JDK it runs on, and the one that runs Maven may be older than the language.
 */
final class FormatSources {

    private static final List<String> STYLE = List.of("--aosp", "--max-line-length", "120");

    private FormatSources() {}

    /** First argument: {@code check} or {@code apply}; then the folders. */
    public static void main(String[] arguments) throws Exception {
        boolean apply = arguments[0].equals("apply");
        List<String> sources = sourcesBelow(Arrays.copyOfRange(arguments, 1, arguments.length));
        var changed = new StringWriter();
        List<String> command = new ArrayList<>(STYLE);
        command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        command.addAll(sources);
        try (var out = new PrintWriter(changed);
                var err = new PrintWriter(System.err, true)) {
            int result = new Main(out, err, InputStream.nullInputStream()).format(command.toArray(String[]::new));
            out.flush();
            if (result != 0) {
                System.err.println(changed + advice(apply));
                System.exit(1);
            }
        }
    }

    private static String advice(boolean apply) {
        return apply
                ? "Not every file could be read."
                : "The files above are not laid out. Do it with: mvn -q -pl server -Pformat process-sources";
    }

    private static List<String> sourcesBelow(String[] folders) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(sources::add);
            }
        }
        return sources;
    }
}
