package org.evenkeel.edge;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority for one test, with one in between that nobody trusts by itself; made by the JDK's own tool. */
final class TestAuthority {

    private static final char[] PASSWORD = "only-for-this-test".toCharArray();

    private final Path folder;
    private final Path store;

    TestAuthority(Path folder) throws Exception {
        this.folder = folder;
        store = folder.resolve("keys.p12");
        keytool("root", "-dname", "CN=Root", "-ext", "bc:c=ca:true", "-validity", "400");
        keytool("between", "-dname", "CN=Between", "-ext", "bc:c=ca:true", "-validity", "400", "-signer", "root");
    }

    /**
     * What a server is given, as PEM.
     *
     * @param chain its own and the one in between
     */
    record Issued(BigInteger serial, String chain, String key) {

        /** Writes both into a folder. */
        EdgeConfig.Tls in(Path folder) throws IOException {
            Files.createDirectories(folder);
            return new EdgeConfig.Tls(
                    Files.writeString(folder.resolve("fullchain.pem"), chain),
                    Files.writeString(folder.resolve("privkey.pem"), key));
        }
    }

    /** A certificate for localhost. */
    Issued issue(String alias, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost"));
        all.addAll(List.of("-signer", "between"));
        all.addAll(Arrays.asList(options));
        keytool(alias, all.toArray(String[]::new));
        KeyStore keys = keys();
        Certificate[] chain = keys.getCertificateChain(alias);
        return new Issued(
                ((X509Certificate) chain[0]).getSerialNumber(),
                pem("CERTIFICATE", chain[0].getEncoded()) + pem("CERTIFICATE", chain[1].getEncoded()),
                pem("PRIVATE KEY", keys.getKey(alias, PASSWORD).getEncoded()));
    }

    /** Trusts the root alone; remembers no session of another one. */
    SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("root", keys().getCertificate("root"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private void keytool(String alias, String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                                // It lives for half a second: what a JVM prepares for a longer life would be most of
                                // it.
                                "-J-XX:TieredStopAtLevel=1",
                                "-J-XX:+UseSerialGC",
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD)));
        if (!List.of(options).contains("-keyalg")) {
            command.addAll(List.of("-keyalg", "EC"));
        }
        command.addAll(Arrays.asList(options));
        Path said = folder.resolve("keytool.txt");
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (tool.waitFor() != 0) {
            throw new AssertionError("keytool: " + Files.readString(said));
        }
    }

    private static String pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
