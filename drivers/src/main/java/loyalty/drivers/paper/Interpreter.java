package loyalty.drivers.paper;

/** Understands one dialect. */
interface Interpreter {
    /**
     * Carries out one command.
     *
     * @throws Command.Incomplete if not all of it has come; nothing has been done then
     * @throws Refusal if there is no such command
     */
    void step(Command command);

    /** Back to how it is after power-on. */
    void reset();

    /** A byte has come in, whatever the machine is doing: commands that do not queue. */
    void overheard(int value);
}
