package loyalty.terminal.sync;

import java.io.IOException;

/** The processor did not give what it was asked for. The sentence is for the shop's IT. */
public final class ProcessorException extends IOException {
    private static final long serialVersionUID = 1L;

    private final ProcessorFault fault;
    private final String code;

    public ProcessorException(ProcessorFault fault, String sentence) {
        this(fault, "", sentence);
    }

    /** {@code code} is the processor's own word for it, if it gave one. */
    public ProcessorException(ProcessorFault fault, String code, String sentence) {
        super(sentence);
        this.fault = fault;
        this.code = code;
    }

    public ProcessorException(ProcessorFault fault, String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
        this.code = "";
    }

    public ProcessorFault fault() {
        return fault;
    }

    public String code() {
        return code;
    }
}
