package org.evenkeel.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;

import org.slf4j.LoggerFactory;

/**
 * Log lines to standard output, as text or JSON; the service manager keeps them. They carry internal ids, event names,
 * counts, durations and codes; never a name, an address of a person, a text, a token or a room address.
 */
final class Logs {

    private Logs() {}

    static void configure(Config.Log log) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(log.json() ? json(context) : text(context));
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        from(log.level());
    }

    /** Lets our own lines begin at a level; those of libraries stay as they are. */
    static void from(String level) {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("org.evenkeel").setLevel(Level.toLevel(level));
    }

    /** For a command whose output is an answer: libraries that could not do what was tried say nothing beside it. */
    static void silence() {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithMDC(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} %kvp %msg%n%ex{short}");
        encoder.start();
        return encoder;
    }
}
