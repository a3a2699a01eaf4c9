package org.evenkeel.identity;

/**
 * How often something was tried in vain.
 *
 * @param tries how often, without the tries that were refused
 * @param lastAt when last, milliseconds UTC
 */
public record TryCount(int tries, long lastAt) {}
