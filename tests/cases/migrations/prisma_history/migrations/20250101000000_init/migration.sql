-- CreateTable
CREATE TABLE "A" (
    "id" TEXT NOT NULL,

    CONSTRAINT "A_pkey" PRIMARY KEY ("id")
);
