/** Documents that leave the system. Every one carries {@link org.evenkeel.export.Part2Notice}. */
package org.evenkeel.export;
