/**
 * Text and bytes to documents and back: JSON and YAML. The only place that knows Jackson and
 * SnakeYAML. Everything here is stateless and thread-safe.
 */
@NullMarked
package loyalty.protocol.text;

import org.jspecify.annotations.NullMarked;
