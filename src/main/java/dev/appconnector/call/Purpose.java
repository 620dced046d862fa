package dev.appconnector.call;

/** What a run is for. */
public enum Purpose {
    /** What its caller wants of the target. */
    WORK,

    /**
     * To see whether its connector works, from the look-up on: it takes no connection and no failure that is kept, and starts
     * with a paused connector, too.
     */
    TEST,

    /** The same with a connector that is kept nowhere: nothing of it is recorded or counted either. */
    TEST_OF_DRAFT;

    public boolean isTest() {
        return this != WORK;
    }

    public boolean isOfDraft() {
        return this == TEST_OF_DRAFT;
    }
}
