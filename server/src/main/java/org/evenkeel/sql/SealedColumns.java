package org.evenkeel.sql;

import org.evenkeel.program.RandomBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encrypts single columns: AES-256-GCM, a fresh 96-bit random nonce each, bound to table, column and row, so that a
 * value moved elsewhere does not open. The first byte names the master key.
 */
public final class SealedColumns {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + NONCE_BYTES;

    /** A stored value does not open: it was changed, moved, or sealed under a key that is not here. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String table, String column) {
            super("a sealed value of " + table + "." + column + " does not open");
        }
    }

    private final Map<Integer, SecretKey> keys;
    private final int sealingKey;
    private final RandomBytes random;

    /**
     * @param masterKeys 32 bytes each by number from 1 to 255, at least one; the highest seals
     */
    SealedColumns(SortedMap<Integer, byte[]> masterKeys, RandomBytes random) {
        this.keys = new HashMap<>();
        masterKeys.forEach((number, master) -> keys.put(number, derived(master)));
        this.sealingKey = masterKeys.lastKey();
        this.random = random;
    }

    /**
     * The sealing of one database. The first start makes a master key; later starts insist on a key that opens what is
     * there: a new key beside old data would make it unreadable for good.
     *
     * @param folder holds the key files; a copy of the database without them is of no use to a thief, nor to a restore
     * @throws KeyProblem when the key is missing, is another one, or others could read it
     */
    public static SealedColumns open(Database database, Path folder, RandomBytes random) {
        KeyCheck check = new KeyCheck(database);
        Optional<byte[]> probe = check.find();
        SortedMap<Integer, byte[]> keys = MasterKeys.load(folder);
        if (keys.isEmpty()) {
            if (probe.isPresent()) {
                throw new KeyProblem(
                        "the database holds sealed data, but its master key is not here: restore columns-N.key");
            }
            MasterKeys.create(folder, random);
            keys = MasterKeys.load(folder);
        }
        SealedColumns sealed = new SealedColumns(keys, random);
        check.pass(sealed);
        return sealed;
    }

    /** Whether a stored value is sealed under the key that seals now. */
    boolean isCurrent(byte[] sealed) {
        return sealed.length > 0 && (sealed[0] & 0xff) == sealingKey;
    }

    /** Seals and opens the values of one row. */
    public Row row(String table, String rowId) {
        return new Row(table, rowId);
    }

    /** The sealed columns of one row. */
    public final class Row {

        private final String table;
        private final String id;

        private Row(String table, String id) {
            this.table = table;
            this.id = id;
        }

        /** The value sealed for this column. */
        public byte[] seal(String column, String text) {
            byte[] nonce = random.next(NONCE_BYTES);
            byte[] body = crypt(Cipher.ENCRYPT_MODE, sealingKey, nonce, column, text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEAD_BYTES + body.length).put((byte) sealingKey).put(nonce).put(body).array();
        }

        /**
         * The value that was sealed for this column of this row.
         *
         * @throws Unreadable when it was not, or not by one of our keys
         */
        public String open(String column, byte[] sealed) {
            if (sealed.length < HEAD_BYTES) {
                throw new Unreadable(table, column);
            }
            ByteBuffer buffer = ByteBuffer.wrap(sealed);
            int key = buffer.get() & 0xff;
            byte[] nonce = new byte[NONCE_BYTES];
            byte[] body = new byte[sealed.length - HEAD_BYTES];
            buffer.get(nonce).get(body);
            return new String(crypt(Cipher.DECRYPT_MODE, key, nonce, column, body), StandardCharsets.UTF_8);
        }

        private byte[] crypt(int mode, int key, byte[] nonce, String column, byte[] input) {
            SecretKey secret = keys.get(key);
            if (secret == null) {
                throw new Unreadable(table, column);
            }
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
                for (String part : new String[] {table, column, id}) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                    cipher.updateAAD(bytes);
                }
                return cipher.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new Unreadable(table, column);
            }
        }
    }

    private static SecretKey derived(byte[] master) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .thenExpand("evenkeel columns 1".getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks HKDF-SHA256", e);
        }
    }
}
