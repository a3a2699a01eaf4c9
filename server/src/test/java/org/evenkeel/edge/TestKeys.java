package org.evenkeel.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates for one test, made by the JDK's own tool in a folder. For one thread. */
public final class TestKeys {

    /** Of the store and of each key in it. */
    public static final char[] PASSWORD = "only-for-this-test".toCharArray();

    private final Path folder;
    private final Path store;

    /**
     * @param folder for this alone
     */
    public TestKeys(Path folder) {
        this.folder = folder;
        store = folder.resolve("keys.p12");
    }

    /**
     * Makes a key of elliptic curves, unless the options name another kind, and its certificate.
     *
     * @param options of {@code keytool -genkeypair}
     */
    public void make(String alias, List<String> options) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        // It lives for half a second: what a JVM prepares for a longer life would be most of its work.
        words.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair", "-alias", alias));
        words.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
        words.addAll(List.of("-storepass", new String(PASSWORD)));
        if (!options.contains("-keyalg")) {
            words.addAll(List.of("-keyalg", "EC"));
        }
        words.addAll(options);
        try {
            var said = folder.resolve("keytool.txt");
            var tool = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
            if (tool.waitFor() != 0) {
                throw new AssertionError("keytool: " + Files.readString(said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that was made. */
    public KeyStore all() {
        try (InputStream in = Files.newInputStream(store)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate of one and of those who signed, its own first, as PEM. */
    public String chain(String alias, int most) {
        var text = new StringBuilder();
        try {
            var chain = all().getCertificateChain(alias);
            for (int each = 0; each < Math.min(most, chain.length); each++) {
                text.append(pem("CERTIFICATE", chain[each].getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** The key of one, as PEM. */
    public String key(String alias) {
        try {
            return pem("PRIVATE KEY", all().getKey(alias, PASSWORD).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
