package org.evenkeel.backup;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first file of a backup, {@code manifest.json}: what else is in it.
 *
 * @param format of this form: 1
 * @param at when the copy of the database was begun, milliseconds UTC: what was written later is not in it
 * @param evenkeel version of the server that made it
 * @param database {@code sqlite} or {@code postgresql}
 * @param schema number of the last migration of the database
 * @param rows how many rows each table has, by its name
 * @param sealNumber number of the last seal of attendance; 0 when nothing was signed
 * @param sealHash its hash
 * @param files all other files, in their order
 */
public record Manifest(
        int format,
        long at,
        String evenkeel,
        String database,
        String schema,
        Map<String, Long> rows,
        long sealNumber,
        String sealHash,
        List<Entry> files) {

    /** The form that this version writes and reads. */
    public static final int FORMAT = 1;

    static final String NAME = "manifest.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public Manifest {
        rows = new TreeMap<>(rows);
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param name its path in the backup
     * @param sha256 of its content, hexadecimal
     */
    public record Entry(String name, long bytes, String sha256) {}

    @Override
    public Map<String, Long> rows() {
        return Map.copyOf(rows);
    }

    byte[] json() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /**
     * @throws IOException when this is no manifest
     */
    static Manifest of(byte[] json) throws IOException {
        try {
            return MAPPER.readValue(json, Manifest.class);
        } catch (JacksonException e) {
            throw new IOException("no manifest", e);
        }
    }
}
