/*
  Warnings:

  - The values [ARCHIVED] on the enum `TreatmentStatus` will be removed. If these variants are still used in the database, this will fail.
  - The `numMedia` column on the `InboundMessage` table would be dropped and recreated. This will lead to data loss if there is data in the column.
  - You are about to alter the column `currency` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `Text` to `Char(3)`.
  - You are about to alter the column `subtotal` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `discountValue` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `discountAmount` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `taxAmount` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `tipAmount` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `total` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `amountPaid` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `balanceDue` on the `Invoice` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `unitPrice` on the `InvoiceLineItem` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `total` on the `InvoiceLineItem` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to drop the column `ssnLast4` on the `Patient` table. All the data in the column will be lost.
  - You are about to alter the column `zipCode` on the `Patient` table. The data in that column could be lost. The data in that column will be cast from `Text` to `VarChar(10)`.
  - You are about to alter the column `balance` on the `Patient` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `lifetimeValue` on the `Patient` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(12,2)`.
  - You are about to alter the column `amount` on the `Payment` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(10,2)`.
  - You are about to alter the column `hourlyRate` on the `User` table. The data in that column could be lost. The data in that column will be cast from `DoublePrecision` to `Decimal(8,2)`.
  - Made the column `loyaltyPoints` on table `Patient` required. This step will fail if there are existing NULL values in that column.
  - You are about to drop the column `token` on the `UserSession` table. All the data in the column will be lost.
  - A unique constraint covering the columns `[appointmentId,reminderType,channel,scheduledFor]` on the table `SentReminder` will be added. If there are existing duplicate values, this will fail.
  - A unique constraint covering the columns `[tokenHash]` on the table `UserSession` will be added. If there are existing duplicate values, this will fail.
  - Made the column `dueDate` on table `Invoice` required. This step will fail if there are existing NULL values in that column.
  - Added the required column `lineNumber` to the `InvoiceLineItem` table without a default value. This is not possible if the table is not empty.
  - Made the column `notificationPreferences` on table `User` required. This step will fail if there are existing NULL values in that column.
  - Added the required column `tokenHash` to the `UserSession` table without a default value. This is not possible if the table is not empty.

*/
-- CreateEnum
CREATE TYPE "ExpressBookingStatus" AS ENUM ('PENDING', 'SENT', 'OPENED', 'BOOKED', 'EXPIRED', 'REVOKED');

-- CreateEnum
CREATE TYPE "AlertType" AS ENUM ('complication', 'urgent_message', 'opt_out', 'failed_payment', 'no_response', 'system');

-- AlterEnum
ALTER TYPE "MessageStatus" ADD VALUE 'read';

-- AlterEnum
ALTER TYPE "PaymentMethod" ADD VALUE 'BANK_TRANSFER';

-- AlterEnum
BEGIN;
CREATE TYPE "TreatmentStatus_new" AS ENUM ('DRAFT', 'IN_PROGRESS', 'PENDING_REVIEW', 'COMPLETED', 'SIGNED', 'VOIDED');
ALTER TABLE "public"."Treatment" ALTER COLUMN "status" DROP DEFAULT;
ALTER TABLE "Treatment" ALTER COLUMN "status" TYPE "TreatmentStatus_new" USING ("status"::text::"TreatmentStatus_new");
ALTER TYPE "TreatmentStatus" RENAME TO "TreatmentStatus_old";
ALTER TYPE "TreatmentStatus_new" RENAME TO "TreatmentStatus";
DROP TYPE "public"."TreatmentStatus_old";
ALTER TABLE "Treatment" ALTER COLUMN "status" SET DEFAULT 'DRAFT';
COMMIT;

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "UserRole" ADD VALUE 'billing';
ALTER TYPE "UserRole" ADD VALUE 'manager';

-- AlterEnum
ALTER TYPE "WaitlistStatus" ADD VALUE 'CANCELLED';

-- DropForeignKey
ALTER TABLE "ConsentAuditLog" DROP CONSTRAINT "ConsentAuditLog_consentRecordId_fkey";

-- DropForeignKey
ALTER TABLE "Payment" DROP CONSTRAINT "Payment_invoiceId_fkey";

-- DropIndex
DROP INDEX "Invoice_dueDate_idx";

-- DropIndex
DROP INDEX "Invoice_status_idx";

-- DropIndex
DROP INDEX "InvoiceLineItem_invoiceId_idx";

-- DropIndex
DROP INDEX "Patient_preferredLocationId_idx";

-- DropIndex
DROP INDEX "SentReminder_appointmentId_reminderType_key";

-- DropIndex
DROP INDEX "UserSession_token_key";

-- AlterTable
ALTER TABLE "ConsentAuditLog" ALTER COLUMN "consentRecordId" DROP NOT NULL,
ALTER COLUMN "performedAt" SET DATA TYPE TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "GiftCard" ALTER COLUMN "status" SET DEFAULT 'PENDING';

-- AlterTable
ALTER TABLE "InboundMessage" DROP COLUMN "numMedia",
ADD COLUMN     "numMedia" INTEGER NOT NULL DEFAULT 0;

-- Backfill before the column becomes required
UPDATE "Invoice" SET "dueDate" = "issueDate" + INTERVAL '30 days' WHERE "dueDate" IS NULL;

-- AlterTable
ALTER TABLE "Invoice" ALTER COLUMN "issueDate" SET DEFAULT CURRENT_TIMESTAMP,
ALTER COLUMN "dueDate" SET NOT NULL,
ALTER COLUMN "currency" SET DEFAULT 'USD',
ALTER COLUMN "currency" SET DATA TYPE CHAR(3),
ALTER COLUMN "subtotal" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "discountValue" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "discountAmount" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "taxAmount" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "tipAmount" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "total" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "amountPaid" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "balanceDue" SET DATA TYPE DECIMAL(10,2);

-- AlterTable
ALTER TABLE "InvoiceLineItem" ADD COLUMN     "lineNumber" INTEGER NOT NULL,
ALTER COLUMN "unitPrice" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "total" SET DATA TYPE DECIMAL(10,2);

-- AlterTable
ALTER TABLE "MessagingMessage" RENAME CONSTRAINT "Message_pkey" TO "MessagingMessage_pkey";

-- Backfill before the column becomes required
UPDATE "Patient" SET "loyaltyPoints" = 0 WHERE "loyaltyPoints" IS NULL;

-- AlterTable
ALTER TABLE "Patient" DROP COLUMN "ssnLast4",
ADD COLUMN     "creditBalance" DECIMAL(10,2) NOT NULL DEFAULT 0.00,
ALTER COLUMN "dateOfBirth" SET DATA TYPE DATE,
ALTER COLUMN "email" DROP NOT NULL,
ALTER COLUMN "zipCode" SET DATA TYPE VARCHAR(10),
ALTER COLUMN "balance" SET DATA TYPE DECIMAL(10,2),
ALTER COLUMN "lifetimeValue" SET DATA TYPE DECIMAL(12,2),
ALTER COLUMN "loyaltyPoints" SET NOT NULL,
ALTER COLUMN "loyaltyPoints" SET DEFAULT 0;

-- AlterTable
ALTER TABLE "Payment" ALTER COLUMN "amount" SET DATA TYPE DECIMAL(10,2);

-- Backfill before the column becomes required
UPDATE "User" SET "notificationPreferences" = '{"sms": false, "email": true}' WHERE "notificationPreferences" IS NULL;

-- RenameColumn
-- Written by hand: Prisma would drop the column and its dates.
ALTER TABLE "User" RENAME COLUMN "licenseExpiry" TO "licenseExpiresAt";

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "mfaSecret" TEXT,
ADD COLUMN     "supervisorId" TEXT,
ALTER COLUMN "status" SET DEFAULT 'invited',
ALTER COLUMN "hourlyRate" SET DATA TYPE DECIMAL(8,2),
ALTER COLUMN "notificationPreferences" SET NOT NULL,
ALTER COLUMN "notificationPreferences" SET DEFAULT '{"sms": false, "email": true}';

-- AlterTable
ALTER TABLE "UserSession" DROP COLUMN "token",
ADD COLUMN     "tokenHash" TEXT NOT NULL;

-- CreateTable
CREATE TABLE "WaitlistSettings" (
    "id" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "autoOffer" BOOLEAN NOT NULL DEFAULT false,
    "offerWindowMinutes" INTEGER NOT NULL DEFAULT 60,
    "maxOffersPerSlot" INTEGER NOT NULL DEFAULT 3,
    "maxEntriesPerPatient" INTEGER NOT NULL DEFAULT 5,
    "entryLifetimeDays" INTEGER NOT NULL DEFAULT 90,
    "vipMultiplier" DOUBLE PRECISION NOT NULL DEFAULT 1.5,
    "notifyChannels" "MessageChannel"[] DEFAULT ARRAY['sms']::"MessageChannel"[],
    "quietHours" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "updatedBy" TEXT,

    CONSTRAINT "WaitlistSettings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExpressBookingToken" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token" TEXT NOT NULL,
    "shortCode" VARCHAR(12) NOT NULL,
    "patientId" TEXT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "status" "ExpressBookingStatus" NOT NULL DEFAULT 'PENDING',
    "serviceIds" TEXT[],
    "practitionerId" TEXT,
    "locationId" TEXT NOT NULL,
    "requireDeposit" BOOLEAN NOT NULL DEFAULT false,
    "depositAmount" DECIMAL(10,2),
    "maxUses" INTEGER NOT NULL DEFAULT 1,
    "useCount" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "openedAt" TIMESTAMP(3),
    "bookedAt" TIMESTAMP(3),
    "appointmentId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "ExpressBookingToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BenefitRedemption" (
    "id" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "benefitKey" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "value" DECIMAL(10,2),
    "appointmentId" TEXT,
    "redeemedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "redeemedBy" TEXT NOT NULL,

    CONSTRAINT "BenefitRedemption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffAlert" (
    "id" TEXT NOT NULL,
    "type" "AlertType" NOT NULL,
    "priority" "MessagePriority" NOT NULL DEFAULT 'high',
    "title" TEXT NOT NULL,
    "body" TEXT,
    "patientId" TEXT,
    "acknowledgedBy" TEXT,
    "acknowledgedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StaffAlert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PatientMessagingProfile" (
    "id" TEXT NOT NULL,
    "patientId" TEXT NOT NULL,
    "preferredChannel" "MessageChannel" NOT NULL DEFAULT 'sms',
    "doNotDisturb" BOOLEAN NOT NULL DEFAULT false,
    "blockedChannels" "MessageChannel"[],
    "lastInboundAt" TIMESTAMP(3),
    "lastOutboundAt" TIMESTAMP(3),
    "engagementScore" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PatientMessagingProfile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffPin" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "pinHash" TEXT NOT NULL,
    "failedAttempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StaffPin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "WaitlistSettings_locationId_key" ON "WaitlistSettings"("locationId");

-- CreateIndex
CREATE INDEX "ExpressBookingToken_patientId_idx" ON "ExpressBookingToken"("patientId");

-- CreateIndex
CREATE INDEX "ExpressBookingToken_status_expiresAt_idx" ON "ExpressBookingToken"("status", "expiresAt");

-- CreateIndex
CREATE INDEX "ExpressBookingToken_locationId_idx" ON "ExpressBookingToken"("locationId");

-- CreateIndex
CREATE UNIQUE INDEX "ExpressBookingToken_token_key" ON "ExpressBookingToken"("token");

-- CreateIndex
CREATE INDEX "BenefitRedemption_membershipId_benefitKey_redeemedAt_idx" ON "BenefitRedemption"("membershipId", "benefitKey", "redeemedAt");

-- CreateIndex
CREATE INDEX "BenefitRedemption_appointmentId_idx" ON "BenefitRedemption"("appointmentId");

-- CreateIndex
CREATE INDEX "StaffAlert_type_acknowledgedAt_idx" ON "StaffAlert"("type", "acknowledgedAt" DESC);

-- CreateIndex
CREATE INDEX "StaffAlert_patientId_idx" ON "StaffAlert"("patientId");

-- CreateIndex
CREATE INDEX "PatientMessagingProfile_lastInboundAt_idx" ON "PatientMessagingProfile"("lastInboundAt");

-- CreateIndex
CREATE UNIQUE INDEX "PatientMessagingProfile_patientId_key" ON "PatientMessagingProfile"("patientId");

-- CreateIndex
CREATE UNIQUE INDEX "StaffPin_userId_key" ON "StaffPin"("userId");

-- CreateIndex
CREATE INDEX "GiftCard_code_lookup" ON "GiftCard" USING HASH ("code");

-- CreateIndex
CREATE INDEX "InboundMessage_rawPayload_idx" ON "InboundMessage" USING GIN ("rawPayload" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "Invoice_status_dueDate_idx" ON "Invoice"("status", "dueDate" DESC);

-- CreateIndex
-- Written by hand: Prisma has no partial indexes.
CREATE INDEX "Invoice_overdue_idx" ON "Invoice"("dueDate") WHERE "balanceDue" > 0 AND "paidAt" IS NULL;

-- CreateIndex
CREATE INDEX "InvoiceLineItem_invoiceId_lineNumber_idx" ON "InvoiceLineItem"("invoiceId", "lineNumber");

-- CreateIndex
CREATE INDEX "Patient_preferredLocationId_status_idx" ON "Patient"("preferredLocationId", "status");

-- CreateIndex
-- Written by hand: Prisma has no indexes on expressions.
CREATE INDEX "Patient_email_lower_idx" ON "Patient"(lower("email"));

-- CreateIndex
CREATE INDEX "Patient_tags_idx" ON "Patient" USING GIN ("tags");

-- CreateIndex
CREATE UNIQUE INDEX "SentReminder_once_key" ON "SentReminder"("appointmentId", "reminderType", "channel", "scheduledFor");

-- CreateIndex
CREATE UNIQUE INDEX "UserSession_tokenHash_key" ON "UserSession"("tokenHash");

-- RenameForeignKey
ALTER TABLE "GroupParticipant" RENAME CONSTRAINT "GroupParticipant_bookingId_fkey" TO "GroupParticipant_groupBookingId_fkey";

-- RenameForeignKey
ALTER TABLE "MessagingMessage" RENAME CONSTRAINT "Message_conversationId_fkey" TO "MessagingMessage_conversationId_fkey";

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BenefitRedemption" ADD CONSTRAINT "BenefitRedemption_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "PatientMembership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentAuditLog" ADD CONSTRAINT "ConsentAuditLog_consentRecordId_fkey" FOREIGN KEY ("consentRecordId") REFERENCES "ConsentRecord"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffPin" ADD CONSTRAINT "StaffPin_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- RenameIndex
ALTER INDEX "GroupParticipant_bookingId_status_idx" RENAME TO "GroupParticipant_groupBookingId_status_idx";

-- RenameIndex
ALTER INDEX "Message_conversationId_createdAt_idx" RENAME TO "MessagingMessage_conversationId_createdAt_idx";

-- RenameIndex
ALTER INDEX "Message_externalId_key" RENAME TO "MessagingMessage_externalId_key";

-- RenameIndex
ALTER INDEX "Message_patientId_idx" RENAME TO "MessagingMessage_patientId_idx";

-- RenameIndex
ALTER INDEX "Message_status_idx" RENAME TO "MessagingMessage_status_idx";

-- RenameIndex
ALTER INDEX "User_licenseExpiry_idx" RENAME TO "User_licenseExpiresAt_idx";
