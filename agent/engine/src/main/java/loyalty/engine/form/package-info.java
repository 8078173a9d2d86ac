/**
 * Reading a pack and describing it to editors by the same calls, so that the published JSON Schema
 * cannot say anything else than the reader.
 */
@NullMarked
package loyalty.engine.form;

import org.jspecify.annotations.NullMarked;
