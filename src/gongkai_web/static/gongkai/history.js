// What was in the cells before, so that one typed figure or a hundred filled ones are one step back.

export class History {
  constructor(onChange) {
    this.steps = [];
    this.open = null;
    this.focused = new Map();
    this.onChange = onChange;
  }

  remember(field) {
    if (field.matches("input[type=text], textarea")) this.focused.set(field, field.value);
  }

  typed(field) {
    if (!this.focused.has(field) || this.focused.get(field) === field.value) return;
    this.push([[field, this.focused.get(field)]]);
    this.focused.set(field, field.value);
  }

  // Puts texts into fields; returns how many changed.
  fill(pairs) {
    const changed = pairs.filter(([field, text]) => field.value !== text);
    if (!changed.length) return 0;
    const before = changed.map(([field]) => [field, field.value]);
    for (const [field, text] of changed) {
      field.value = text;
      if (this.focused.has(field)) this.focused.set(field, text);
    }
    this.push(before);
    return changed.length;
  }

  // Between begin and end everything is one step.
  begin() {
    this.open = [];
  }

  end() {
    const all = this.open;
    this.open = null;
    if (all?.length) this.push(all);
  }

  push(before) {
    if (this.open) {
      this.open.push(...before);
      return;
    }
    this.steps.push(before);
    this.onChange(false);
  }

  // While a field is being typed in, the browser's own undo is the better one.
  canUndo(field) {
    const typing = this.focused.has(field) && this.focused.get(field) !== field.value;
    return this.steps.length > 0 && !typing && field.matches("input.figure");
  }

  undo() {
    const step = this.steps.pop();
    if (!step) return false;
    for (const [field, text] of step.toReversed()) {
      field.value = text;
      if (this.focused.has(field)) this.focused.set(field, text);
    }
    step[0][0].focus();
    this.onChange(this.steps.length === 0);
    return true;
  }
}
