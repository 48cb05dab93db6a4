/** Whether the policies that keep others from the pin are in force. */
@NullMarked
package dev.headgate.runtime.guard;

import org.jspecify.annotations.NullMarked;
