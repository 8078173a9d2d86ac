package loyalty.terminal.settings;

import loyalty.terminal.api.Cashiers;
import loyalty.terminal.checkout.ApprovalRules;

/** Whose PIN is needed for what, and how often it may be wrong. */
public record CashierSettings(ApprovalRules approvals, Cashiers.Limits limits) {}
