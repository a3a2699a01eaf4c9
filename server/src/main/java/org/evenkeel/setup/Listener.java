package org.evenkeel.setup;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A program that listens.
 *
 * @param udp whether for datagrams, else for connections
 * @param pid of the process; empty when it cannot be seen
 * @param program what it is called; empty when it cannot be seen
 * @param unit of the service manager, such as {@code nginx.service}; empty when it belongs to none
 */
public record Listener(boolean udp, InetSocketAddress at, Optional<Long> pid, String program, Optional<String> unit) {}
