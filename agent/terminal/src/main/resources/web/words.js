"use strict";
// Texts of the cashier page and the customer display. One entry per text: [Russian, English].
const WORDS = {
  title: ["Касса лояльности", "Loyalty till"],
  member: ["Покупатель", "Member"],
  find: ["Найти", "Find"],
  codeHint: ["Карта или телефон", "Card or phone"],
  codeKey: ["или просто отсканируйте", "or simply scan"],
  basket: ["Покупка", "Basket"],
  byAmount: ["Суммой", "By amount"],
  byLines: ["По позициям", "By lines"],
  amount: ["Сумма покупки", "Amount of the purchase"],
  item: ["Товар", "Item"], category: ["Категория", "Category"], quantity: ["Кол-во", "Qty"],
  price: ["Цена", "Price"], sum: ["Сумма", "Sum"], addLine: ["Добавить позицию", "Add a line"],
  remove: ["Убрать", "Remove"],
  promoCode: ["Промокод или кодовое слово", "Promo code or code word"],
  offers: ["Акции", "Offers"],
  toPay: ["К оплате", "To pay"],
  base: ["Сумма", "Amount"], discount: ["Скидки", "Discounts"], redeemed: ["Оплачено баллами", "Paid with points"],
  earned: ["Будет начислено", "Will be earned"], balanceAfter: ["Баланс после покупки", "Balance afterwards"],
  redeem: ["Списать баллов", "Redeem points"], redeemAll: ["Все", "All"],
  ceiling: ["Можно списать до", "Up to"], of: ["из", "of"],
  confirm: ["Провести продажу", "Confirm the sale"], fresh: ["Новая покупка", "New sale"],
  done: ["Продажа проведена", "Sale confirmed"], reprint: ["Напечатать копию", "Print a copy"],
  receiptPicture: ["Чек", "Receipt"],
  nobody: ["Отсканируйте карту или введите телефон. Можно продать и без карты.", "Scan a card or enter a phone. A sale without one is fine too."],
  enrolOffer: ["Зарегистрировать", "Enrol"],
  enrolTitle: ["Новый участник", "New member"], phone: ["Телефон", "Phone"], name: ["Имя", "Name"],
  birthday: ["День рождения", "Birthday"], card: ["Номер карты, если выдана", "Card number, if one is handed out"],
  consent: ["Согласен(на) на обработку персональных данных", "Agrees to the processing of personal data"],
  return: ["Возврат", "Return"], returnTitle: ["Возврат товара", "Goods back"],
  returnReceipt: ["QR чека или его номер", "The receipt's QR code or number"], returnDo: ["Оформить возврат", "Take the goods back"],
  returnMoney: ["Вернуть деньгами", "Money back"], returnRestored: ["Вернуть баллов", "Points back"], returnTaken: ["Снять начисленных", "Earned points taken back"],
  returned: ["Возврат оформлен:", "Goods taken back:"], cashierName: ["Кассир", "Cashier"], pin: ["PIN", "PIN"],
  "approval.cashier": ["Нужен PIN кассира", "A cashier's PIN is needed"], "approval.supervisor": ["Нужен PIN старшего", "A supervisor's PIN is needed"],
  cancel: ["Отмена", "Cancel"], enrolSave: ["Сохранить", "Save"], close: ["Закрыть", "Close"],
  balance: ["Баланс", "Balance"], available: ["доступно", "available"], pendingPoints: ["Станут доступны", "Become available"],
  expiring: ["Сгорят", "Will expire"], asOf: ["Баланс на", "Balance as of"], debt: ["Долг", "Owed"],
  redeemable: ["Можно списать сейчас", "Redeemable now"], anotherMember: ["Сменить", "Change"],
  provisional: ["Данные уточнятся при связи", "To be completed online"],
  grant: ["Начислено", "Granted"],
  online: ["На связи", "Online"], offline: ["Нет связи", "Offline"], connecting: ["Соединение…", "Connecting…"],
  gone: ["Агент не отвечает", "Agent does not answer"],
  "step.everything": ["", ""],
  "step.rights-only": ["Нет связи с центром: списание только в пределах прав этой кассы.", "No line to the centre: redeeming only within this register's rights."],
  "step.accrual-only": ["Сейчас баллы только начисляются, списание недоступно.", "Points are only earned now; redeeming is not possible."],
  "step.identify-only": ["Доступен только просмотр карты: начисления и списания недоступны.", "Cards can be looked up only: no earning, no redeeming."],
  "cause.none": ["", ""], "cause.noAnswer": ["", ""],
  "cause.earningOnly": ["Программа не списывает баллы без связи.", "The programme redeems nothing without a line."],
  "cause.termOver": ["Срок прав этой кассы истёк: нужна связь с центром.", "This register's rights have run out: it needs a line to the centre."],
  "cause.clockDoubtful": ["Время кассы не подтверждено: проверьте часы и связь.", "The register's clock is not confirmed: check clock and line."],
  "cause.tooMany": ["Слишком много списаний подряд без связи.", "Too many redemptions in a row without a line."],
  "cause.tooOld": ["Данные покупателя устарели.", "What is known of the member is too old."],
  "cause.noPack": ["Нет действующих правил программы.", "There is no valid rule pack."],
  "cause.noRoom": ["Запись невозможна: проверьте диск.", "Nothing can be recorded: check the disk."],
  goneBanner: ["Агент лояльности не отвечает. Продавайте без карты; страница подключится сама.", "The loyalty agent does not answer. Sell without a card; the page reconnects by itself."],
  pendingCount: ["ожидают отправки", "waiting to be sent"],
  statusTitle: ["Состояние кассы", "State of the register"],
  mode: ["Связь", "Line"], step: ["Режим", "Step"], lastContact: ["Последняя связь", "Last contact"], pendingOps: ["Ожидают отправки", "Waiting to be sent"],
  quarantined: ["В карантине", "In quarantine"], worstLoss: ["Наибольший риск до связи", "Worst loss until reconnect"], pack: ["Правила", "Rule pack"], clock: ["Часы", "Clock"],
  never: ["ещё не было", "never"],
  "kind.card": ["Карта", "Card"], "kind.phone": ["Телефон", "Phone"], "kind.qr": ["QR покупателя", "Member's QR"], "kind.signed-qr": ["QR покупателя", "Member's QR"],
  "kind.promo-code": ["Промокод", "Promo code"], "kind.product": ["Товар", "Product"], "kind.receipt": ["Чек", "Receipt"],
  "kind.state-mark": ["Код маркировки, передан кассе", "State mark, handed to the till"],
  "print.queued": ["Чек в очереди на печать", "Receipt is queued"], "print.sending": ["Чек печатается", "Receipt is printing"],
  "print.sent-unconfirmed": ["Чек отправлен, принтер не подтвердил", "Receipt sent, the printer did not confirm"],
  "print.confirmed": ["Чек напечатан", "Receipt printed"], "print.failed": ["Чек не напечатан", "Receipt was not printed"],
  "print.none": ["Без печати", "Not printed"],
  "near": ["добавьте на", "add"],
  "reason.MEMBER_REQUIRED": ["нужна карта", "needs a member"], "reason.CODE_REQUIRED": ["нужен промокод", "needs a code"],
  "reason.CODE_UNKNOWN": ["промокод неизвестен", "code unknown"], "reason.CODE_EXPIRED": ["промокод истёк", "code expired"],
  "reason.CODE_USED": ["промокод использован", "code used"], "reason.LIMIT_REACHED": ["лимит исчерпан", "limit reached"],
  "reason.LOST_ARBITRATION": ["выгоднее другая акция", "another offer is better"], "reason.NEEDS_ONLINE": ["нужна связь", "needs the line"],
  "limit.AVAILABLE": ["доступный баланс", "available balance"], "limit.CAP": ["предел по чеку", "cap of the receipt"],
  "limit.OFFLINE_RIGHTS": ["права этой кассы без связи", "this register's offline rights"], "limit.OFFLINE_POLICY": ["правило без связи", "offline policy"],
  "limit.LEASED_ELSEWHERE": ["часть баллов занята другой кассой", "some points are held by another register"],
  "limit.STALE": ["данные устарели", "data is too old"], "limit.LINE_FLOOR": ["минимальная цена", "lowest price"],
  "limit.RESTRICTION": ["баллы не для этих товаров", "points are not for these goods"], "limit.MAXIMUM": ["предел программы", "programme's maximum"],
  "limit.STEP": ["кратность", "step"], "limit.MIN_POINTS": ["минимум баллов", "minimum of points"], "limit.MIN_BASKET": ["минимум покупки", "minimum basket"], "limit.WISH": ["по желанию", "as wished"],
  welcome: ["Добро пожаловать!", "Welcome!"], welcomeHint: ["Покажите карту или назовите телефон", "Show your card or tell your phone"],
  hello: ["Здравствуйте,", "Hello,"], youEarn: ["вы получите", "you will earn"], thanks: ["Спасибо за покупку!", "Thank you!"],
  yourBalance: ["Ваши баллы", "Your points"],
};
const LANGUAGES = ["ru", "en"];
let language = localStorage.getItem("language") || "ru";

function word(key) {
  const entry = WORDS[key];
  return entry ? entry[Math.max(0, LANGUAGES.indexOf(language))] : "";
}

/** "16 баллов": the programme's own names where it has them. */
function points(count, names) {
  const list = names && names[language];
  if (!list) return language === "ru" ? count + " " + plural(count, ["балл", "балла", "баллов"]) : count + (count === "1" ? " point" : " points");
  return count + " " + plural(count, list);
}

function plural(count, forms) {
  if (forms.length === 1) return forms[0];
  if (String(count).includes(".")) return forms[1];
  const n = Math.abs(parseInt(count, 10)) % 100, last = n % 10;
  if (forms.length === 2) return n === 1 ? forms[0] : forms[1];
  if (n > 10 && n < 20) return forms[2];
  return last === 1 ? forms[0] : last > 1 && last < 5 ? forms[1] : forms[2];
}

function moment(text, withTime) {
  if (!text) return word("never");
  const at = new Date(text);
  const date = at.toLocaleDateString(language, { day: "numeric", month: "short", year: at.getFullYear() === new Date().getFullYear() ? undefined : "numeric" });
  return withTime ? date + ", " + at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" }) : date;
}
