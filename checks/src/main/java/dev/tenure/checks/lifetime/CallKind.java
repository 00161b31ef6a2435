package dev.tenure.checks.lifetime;

/// Which questions a call of some method raises, by its contract and by where it is declared. A
/// call of most methods raises none.
///
/// @param gives whether the caller owns what it gives
/// @param lends whether it lends its result, or writes memory by its annotations
/// @param ends whether it may end its receiver or an argument for good
/// @param endsDeclared whether what it ends is a resource by its author's word
/// @param startsTask whether it runs the functions later that it is given
/// @param mayHandOut whether its body has to be asked for what it gives
record CallKind(
    boolean gives,
    boolean lends,
    boolean ends,
    boolean endsDeclared,
    boolean startsTask,
    boolean mayHandOut) {

  /// Of a method whose contract says nothing that matters.
  private static final CallKind PLAIN = new CallKind(false, false, false, false, false, false);

  /// The same; the many kinds that say nothing are one.
  CallKind shared() {
    return gives || lends || ends || startsTask || mayHandOut ? this : PLAIN;
  }
}
