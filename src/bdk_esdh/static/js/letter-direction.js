// A letter has the direction its name says: choosing the type chooses it. The server refuses what does not fit.
const DIRECTIONS = { letter_incoming: "incoming", letter_outgoing: "outgoing" };

export function letterDirection(root) {
  root.addEventListener("change", (event) => {
    if (!event.target.matches?.("select[name=document_type]")) return;
    const direction = event.target.form?.querySelector("select[name=direction]");
    const fitting = DIRECTIONS[event.target.value];
    if (direction && fitting) direction.value = fitting;
  });
}
