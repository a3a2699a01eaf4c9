/**
 * Everything that knows Redis: the log of a room, the bus between nodes, leases, and the Redis server itself when the
 * clinic runs none of its own. Implements ports of {@code live}; knows neither Netty nor SQL.
 */
package org.evenkeel.redis;
