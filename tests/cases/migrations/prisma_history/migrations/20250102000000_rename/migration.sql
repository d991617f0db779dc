-- RenameTable
ALTER TABLE "A" RENAME TO "B";
