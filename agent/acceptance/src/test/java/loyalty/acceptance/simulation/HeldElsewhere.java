package loyalty.acceptance.simulation;

/**
 * Rules of offline and sync that no world of the simulation could miss, each with the reason and
 * with the test that holds it instead.
 */
enum HeldElsewhere {
    /** Claims and debts take what is free before a lease is looked at, so nothing is left to it. */
    NOTHING_IS_LEASED_FROM_A_CLAIM("aClaimTakesWhatIsFreeNowAndTheRestWhenItComesHome"),
    /** No purchase of this world moves the end of a lot. */
    AN_EARLIER_END_WAITS_FOR_RECALL("anEarlierEndWaitsUntilRightsAreHome"),
    /** The audit allows whatever a restored processor forgot, as the programme does. */
    NOTHING_IS_LEASED_BEFORE_ALL_HAVE_REPORTED(
            "afterARestoreNothingIsLeasedUntilRegistersHaveToldWhatTheyHold"),
    /** One world in a thousand has a lot come later than the rights on it. */
    RIGHTS_TOLD_WAIT_FOR_THEIR_LOT("rightsOnALotThatWasForgottenAreKnownAsSoonAsTheLotIs"),
    /** One world in a thousand has a processor put back twice to before a life. */
    A_LIFE_FOLLOWS_THE_LATEST("aLifeComesAfterTheLatestThatTheMachineKnowsOf"),
    /** One world in a thousand merges along a merge that was cut short. */
    AN_UNFINISHED_MERGE_IS_FINISHED("aMergeThatWasCutShortIsFinishedThoughNobodyRepeatsIt"),
    /** Without it a sale is lost, which is another rule's mark. */
    A_CANCELLED_SALE_MAY_BE_CONFIRMED("aSaleConfirmedAfterItsCancellationIsMarkedLate"),
    /** Cashiers here call the ledger; a point of sale that repeats its calls stands before it. */
    A_KEY_HAS_ONE_ANSWER("theSameKeyAndBodyGetTheSameAnswerAndAnotherBodyAConflict"),
    /** Each receipt here has a number of its own. */
    A_RECEIPT_NUMBER_IS_TAKEN_ONCE("aReceiptNumberIsTakenOnceUntilItsSaleIsCancelled"),
    /** No operation of this world is bad. */
    A_BAD_OPERATION_STOPS_NO_OTHER(
            "operationsOfOneMemberInOneBatchAreOneTransactionAndOneOfThemMayBeWrong"),
    /** No operation of this world is rejected for good. */
    A_REJECTION_IS_FINAL("aRejectedOperationWaitsVisiblyUntilItIsMended"),
    /** This world's processor has one file and one writer. */
    THE_FEED_WAITS_FOR_LATE_COMMITS("theFeedSkipsNobodyWhoCommitsLate"),
    /** A foreign cursor comes about by a restore alone, and its generation is a rule here. */
    A_FOREIGN_CURSOR_IS_GONE("aForeignCursorIsGone"),
    /** Nobody here forges receipts. */
    A_RECEIPT_IS_SIGNED_BY_WHO_SOLD("aStrangersOrAnUnknownRegistersReceiptIsNotTrusted"),
    /** Imported members of this world have no phones. */
    A_KNOWN_PHONE_IS_ITS_MEMBER("aPhoneEnrolledTwiceIsOneMemberAndAKnownPhoneIsItsMember"),
    /** Whoever survives, the points are the same. */
    THE_SURVIVOR_IS_NOT_CHOSEN("whoSurvivesDoesNotDependOnWhoAsks"),
    /** Lots and grants taken in again are there already; only a death at a debt would show it. */
    AN_ESTATE_IS_TAKEN_ONCE("anEstateTakenInTwiceChangesNothing"),
    /** A person here always trusts a revoked register in the end. */
    A_REVOKED_BATCH_WAITS("aRevokedRegistersBatchWaitsForReviewAndIsBookedOnceApproved"),
    /** Nothing is calculated in this world, so it has no packs. */
    PACKS_ARE_SIGNED_AND_RISE("packsAreSignedAssignedAndRolledBackByAHigherVersion"),
    /** The same. */
    AN_UNKNOWN_PACK_IS_UPLOADED("aPackThatTheProcessorLostIsGivenBackAndItsSalesGo"),
    /** Registers hand nothing over to each other yet; what is booked of it is tested alone. */
    A_TRANSFER_IS_BOOKED_ONCE("aTransferIsBookedOnceWhoeverTellsItFirst");

    private final String test;

    HeldElsewhere(String test) {
        this.test = test;
    }

    String test() {
        return test;
    }
}
