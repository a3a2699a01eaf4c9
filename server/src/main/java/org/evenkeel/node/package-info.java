/** The process: commands, configuration, the wiring of all parts in one file, health and an orderly end. */
package org.evenkeel.node;
