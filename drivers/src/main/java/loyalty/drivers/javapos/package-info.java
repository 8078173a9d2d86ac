/**
 * A vendor's JavaPOS control, by reflection: takes a control's class name, a logical name; gives
 * UnifiedPOS words. The one place that knows that there is such a thing.
 */
@NullMarked
package loyalty.drivers.javapos;

import org.jspecify.annotations.NullMarked;
