package loyalty.drivers.lab;

/** Something that can be pulled out of its socket and put back. */
interface Plug {
    void unplug() throws Exception;

    void plug() throws Exception;
}
