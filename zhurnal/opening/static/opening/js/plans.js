// @ts-check
/* The plan chosen for one group is taken by its kin, groups of the same specialty and course, that have none; one word brings it back. */

import { toast } from "@ui/toast.js";
import { plural } from "@ui/words.js";

const selects = [...document.querySelectorAll("select[data-kin]")].map((one) => /** @type {HTMLSelectElement} */ (one));

/** @param {HTMLSelectElement} chosen */
const share = (chosen) => {
  const kin = selects.filter((one) => one !== chosen && one.dataset.kin === chosen.dataset.kin && one.value === "");
  if (chosen.value === "" || kin.length === 0) return;
  for (const one of kin) one.value = chosen.value;
  const undo = () => {
    for (const one of kin) one.value = "";
  };
  toast(`Этот план выбран и ещё у ${plural(kin.length, ["группы", "групп", "групп"])}`, { undo });
};

for (const one of selects) one.addEventListener("change", () => share(one));
