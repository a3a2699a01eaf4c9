package org.evenkeel.backup;

import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.operator.bc.BcPBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcSessionKeyDataDecryptorFactory;
import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What opens a backup. Immutable; any thread. */
public final class OpenedBy {

    /** An encrypted message and what comes out of it; its end must be {@linkplain PGPEncryptedData#verify verified}. */
    record Opened(PGPEncryptedData message, InputStream plain) {}

    private interface Way {
        Opened open(PGPEncryptedDataList list) throws PGPException;
    }

    private final Way way;

    private OpenedBy(Way way) {
        this.way = way;
    }

    /**
     * The first line of this file.
     *
     * @throws BackupProblem {@code BAD_KEY}
     */
    public static OpenedBy passphraseIn(Path file) {
        char[] passphrase = SecretFile.firstLine(file);
        return new OpenedBy(list -> byPassphrase(list, passphrase));
    }

    /**
     * An OpenPGP secret key.
     *
     * @param file as {@code gpg --export-secret-keys} writes it, armored or not
     * @param passphraseFile protects the key; empty when nothing does
     * @throws BackupProblem {@code BAD_KEY}
     */
    public static OpenedBy keyIn(Path file, Optional<Path> passphraseFile) {
        char[] passphrase = passphraseFile.map(SecretFile::firstLine).orElseGet(() -> new char[0]);
        try (InputStream in = Files.newInputStream(file)) {
            OpenPGPKey key = new OpenPGPKeyReader().parseKey(in);
            return new OpenedBy(list -> byKey(list, key, passphrase));
        } catch (FileSystemException e) {
            throw new BackupProblem(Problem.BAD_KEY, Unreadable.sentence(file, e, "with the package use sudo"), e);
        } catch (IOException | RuntimeException e) {
            throw new BackupProblem(
                    Problem.BAD_KEY,
                    "There is no OpenPGP secret key in " + file + ": write one with gpg --export-secret-keys.",
                    e);
        }
    }

    /** The key with which this process sealed it a moment ago: reads back what it could not open otherwise. */
    static OpenedBy sealing(PGPSessionKey key) {
        return new OpenedBy(
                list -> {
                    var message = list.extractSessionKeyEncryptedData();
                    return new Opened(message, message.getDataStream(new BcSessionKeyDataDecryptorFactory(key)));
                });
    }

    /**
     * Opens the message; nothing that comes out may be trusted before its end was verified.
     *
     * @throws BackupProblem {@code DOES_NOT_OPEN} when it is sealed for others
     * @throws PGPException when it does not open
     */
    Opened open(PGPEncryptedDataList list) throws PGPException {
        return way.open(list);
    }

    private static Opened byPassphrase(PGPEncryptedDataList list, char[] passphrase) throws PGPException {
        for (PGPEncryptedData each : list) {
            if (each instanceof PGPPBEEncryptedData message) {
                var digests = new BcPGPDigestCalculatorProvider();
                var factory = new BcPBEDataDecryptorFactory(passphrase.clone(), digests);
                return new Opened(message, message.getDataStream(factory));
            }
        }
        throw sealedForOthers("It is sealed for a key: give that with --key.");
    }

    private static Opened byKey(PGPEncryptedDataList list, OpenPGPKey key, char[] passphrase) throws PGPException {
        for (PGPEncryptedData each : list) {
            if (each instanceof PGPPublicKeyEncryptedData message) {
                OpenPGPKey.OpenPGPSecretKey mine = key.getSecretKey(message.getKeyIdentifier());
                if (mine != null) {
                    var pair = (mine.isLocked() ? mine.unlock(passphrase.clone()) : mine.unlock()).getKeyPair();
                    var factory = new BcPublicKeyDataDecryptorFactory(pair);
                    return new Opened(message, message.getDataStream(factory));
                }
            }
        }
        throw sealedForOthers("It is not sealed for this key.");
    }

    private static BackupProblem sealedForOthers(String sentence) {
        return new BackupProblem(Problem.DOES_NOT_OPEN, "The backup does not open. " + sentence);
    }
}
