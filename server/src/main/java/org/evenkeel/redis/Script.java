package org.evenkeel.redis;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The Lua files beside this class; each says in its head what it takes and gives. */
enum Script {
    APPEND,
    LOAD,
    AFTER,
    SNAPSHOT,
    OPEN_EPOCH,
    RENEW,
    MEDIA_LEASE,
    MEDIA_RELEASE,
    MEDIA_ANCHOR;

    private final byte[] text;
    private final String hash;

    Script() {
        text = read(name().toLowerCase(Locale.ROOT) + ".lua");
        hash = sha1(text);
    }

    /** Runs it by its hash. */
    CommandArguments byHash(String run, List<String> keys, List<?> arguments) {
        return fill(new CommandArguments(Command.EVALSHA).add(hash), run, keys, arguments);
    }

    /** Runs it by its text, after which the server knows its hash. */
    CommandArguments byText(String run, List<String> keys, List<?> arguments) {
        return fill(new CommandArguments(Command.EVAL).add(text), run, keys, arguments);
    }

    private static CommandArguments fill(CommandArguments command, String run, List<String> keys, List<?> arguments) {
        return command.add(keys.size()).keys(keys).add(run).addObjects(arguments);
    }

    private static byte[] read(String file) {
        try (var in = Script.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash by which Redis keeps scripts. */
    private static String sha1(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
