package org.evenkeel.backup;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.operator.PGPKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who will be able to open a backup. Immutable; any thread. */
public final class SealedFor {

    /** A shorter one could be guessed by whoever has the file and time. */
    private static final int SHORTEST_PASSPHRASE = 16;

    /** The most that OpenPGP's count of a byte can say: 65 million bytes are hashed for each guess. */
    private static final int S2K_COUNT = 0xff;

    private final List<PGPPublicKey> recipients;
    private final char[] passphrase;

    private SealedFor(List<PGPPublicKey> recipients, char[] passphrase) {
        this.recipients = List.copyOf(recipients);
        this.passphrase = passphrase;
    }

    /**
     * Whoever knows the first line of this file.
     *
     * @throws BackupProblem {@code BAD_KEY}
     */
    public static SealedFor passphraseIn(Path file) {
        char[] passphrase = SecretFile.firstLine(file);
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            throw new BackupProblem(
                    Problem.BAD_KEY,
                    "The passphrase in %s is too short: a backup needs %d characters or more, for example from: openssl rand -base64 24"
                            .formatted(file, SHORTEST_PASSPHRASE));
        }
        return new SealedFor(List.of(), passphrase);
    }

    /**
     * Whoever holds the secret key to one of these OpenPGP public keys; this machine does not and cannot open the
     * backup later.
     *
     * @param files as {@code gpg --export} writes them, armored or not
     * @throws BackupProblem {@code BAD_KEY} when one has no key for encryption that is valid now
     */
    public static SealedFor recipientsIn(List<Path> files) {
        return new SealedFor(files.stream().map(SealedFor::encryptionKey).toList(), new char[0]);
    }

    private static PGPPublicKey encryptionKey(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            OpenPGPCertificate certificate = new OpenPGPKeyReader().parseCertificate(in);
            return certificate.getEncryptionKeys().stream()
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new BackupProblem(
                                            Problem.BAD_KEY,
                                            "The key in %s cannot encrypt now: it expired, was revoked, or is for signing only."
                                                    .formatted(file)))
                    .getPGPPublicKey();
        } catch (FileSystemException e) {
            throw new BackupProblem(Problem.BAD_KEY, Unreadable.sentence(file, e, "with the package use sudo"), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new BackupProblem(
                    Problem.BAD_KEY, "There is no OpenPGP public key in " + file + ": write one with gpg --export.", e);
        }
    }

    List<PGPKeyEncryptionMethodGenerator> methods() throws PGPException {
        if (recipients.isEmpty()) {
            var digest = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256);
            return List.of(new BcPBEKeyEncryptionMethodGenerator(passphrase.clone(), digest, S2K_COUNT));
        }
        var methods = new ArrayList<PGPKeyEncryptionMethodGenerator>();
        recipients.forEach(key -> methods.add(new BcPublicKeyKeyEncryptionMethodGenerator(key)));
        return methods;
    }
}
