package loyalty.acceptance.simulation;

import loyalty.processor.settings.ProcessorSettings;

/** Ways in which a processor can be told wrong. */
final class SettingFaults {
    private SettingFaults() {}

    /** All of a lot may be out. */
    static ProcessorSettings everythingOut(ProcessorSettings told) {
        ProcessorSettings.Offline offline = told.offline();
        return new ProcessorSettings(
                told.listen(),
                told.postgres(),
                new ProcessorSettings.Offline(
                        offline.term(),
                        offline.guard(),
                        100,
                        offline.idleReturn(),
                        offline.expiryMargin(),
                        offline.reservationLimit(),
                        offline.lowerOffline(),
                        offline.upperOffline(),
                        offline.keepAnswered(),
                        offline.bootGap(),
                        offline.releaseAlarm(),
                        offline.autoRelease()),
                told.tls());
    }
}
