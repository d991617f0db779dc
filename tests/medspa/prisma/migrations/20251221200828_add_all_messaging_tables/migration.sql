/*
  Warnings:

  - A unique constraint covering the columns `[patientId,channel]` on the table `Conversation` will be added. If there are existing duplicate values, this will fail.
  - A unique constraint covering the columns `[slug,version]` on the table `FormTemplate` will be added. If there are existing duplicate values, this will fail.
  - Made the column `phoneNumber` on table `Conversation` required. This step will fail if there are existing NULL values in that column.
  - You are about to alter the column `lastMessagePreview` on the `Conversation` table. The data in that column could be lost. The data in that column will be cast from `Text` to `VarChar(160)`.
  - Made the column `settings` on table `FormTemplate` required. This step will fail if there are existing NULL values in that column.

*/
-- CreateEnum
CREATE TYPE "AudienceType" AS ENUM ('all_patients', 'segment', 'manual_list', 'birthday', 'inactive_patients');

-- CreateEnum
CREATE TYPE "CampaignStatus" AS ENUM ('draft', 'scheduled', 'sending', 'paused', 'completed', 'cancelled');

-- CreateEnum
CREATE TYPE "CampaignRecipientStatus" AS ENUM ('pending', 'sent', 'delivered', 'failed', 'clicked', 'opted_out', 'skipped');

-- CreateEnum
CREATE TYPE "ConsentType" AS ENUM ('transactional', 'marketing', 'appointment_reminders');

-- CreateEnum
CREATE TYPE "ConsentStatus" AS ENUM ('opted_in', 'opted_out', 'pending', 'revoked');

-- CreateEnum
CREATE TYPE "ConsentSource" AS ENUM ('intake_form', 'web_form', 'sms_keyword', 'verbal', 'import', 'staff');

-- CreateEnum
CREATE TYPE "ConsentAction" AS ENUM ('granted', 'revoked', 'updated', 'expired', 'verified');

-- CreateEnum
CREATE TYPE "ReminderType" AS ENUM ('appointment', 'confirmation', 'follow_up', 'form', 'birthday', 'payment');

-- CreateEnum
CREATE TYPE "ReminderStatus" AS ENUM ('sent', 'delivered', 'failed', 'confirmed', 'cancelled');

-- CreateEnum
CREATE TYPE "PendingReminderStatus" AS ENUM ('scheduled', 'processing', 'done', 'skipped');

-- AlterEnum
ALTER TYPE "AppointmentStatus" ADD VALUE 'RESCHEDULED';

-- AlterEnum
ALTER TYPE "ConversationStatus" ADD VALUE 'archived';

-- AlterEnum
ALTER TYPE "MessageChannel" ADD VALUE 'web_chat';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "MessageType" ADD VALUE 'campaign';
ALTER TYPE "MessageType" ADD VALUE 'system';

-- DropIndex
DROP INDEX "Conversation_patientId_key";

-- DropIndex
DROP INDEX "FormSubmission_patientId_idx";

-- DropIndex
DROP INDEX "FormTemplate_slug_key";

-- AlterTable
ALTER TABLE "Conversation" ALTER COLUMN "phoneNumber" SET NOT NULL,
ALTER COLUMN "tags" SET DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "lastMessagePreview" SET DATA TYPE VARCHAR(160);

-- AlterTable
ALTER TABLE "FormSubmission" ADD COLUMN     "deletedAt" TIMESTAMP(3),
ADD COLUMN     "deletedBy" TEXT,
ALTER COLUMN "ipAddress" TYPE INET USING "ipAddress"::INET;

-- AlterTable
ALTER TABLE "FormTemplate" ADD COLUMN     "deletedAt" TIMESTAMP(3),
ADD COLUMN     "deletedBy" TEXT,
ALTER COLUMN "settings" SET NOT NULL,
ALTER COLUMN "settings" SET DEFAULT '{}';

-- RenameColumn
-- Written by hand: Prisma would drop the column and add an empty one.
ALTER TABLE "GroupParticipant" RENAME COLUMN "bookingId" TO "groupBookingId";

-- RenameTable
-- Written by hand: the model Message is now MessagingMessage and keeps its rows.
ALTER TABLE "Message" RENAME TO "MessagingMessage";

-- AlterTable
ALTER TABLE "MessagingMessage" ADD COLUMN     "campaignId" TEXT,
ADD COLUMN     "priority" "MessagePriority" NOT NULL DEFAULT 'normal',
ADD COLUMN     "segments" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "cost" SET DATA TYPE DECIMAL(8,4);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "status" "CampaignStatus" NOT NULL DEFAULT 'draft',
    "channel" "MessageChannel" NOT NULL DEFAULT 'sms',
    "audienceType" "AudienceType" NOT NULL DEFAULT 'segment',
    "audienceFilter" JSONB,
    "templateId" TEXT,
    "messageBody" TEXT NOT NULL,
    "scheduledAt" TIMESTAMP(3),
    "startedAt" TIMESTAMP(3),
    "completedAt" TIMESTAMP(3),
    "throttlePerMinute" INTEGER NOT NULL DEFAULT 60,
    "recipientCount" INTEGER NOT NULL DEFAULT 0,
    "sentCount" INTEGER NOT NULL DEFAULT 0,
    "deliveredCount" INTEGER NOT NULL DEFAULT 0,
    "failedCount" INTEGER NOT NULL DEFAULT 0,
    "clickCount" INTEGER NOT NULL DEFAULT 0,
    "optOutCount" INTEGER NOT NULL DEFAULT 0,
    "totalCost" DECIMAL(10,4) NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "lastModifiedBy" TEXT,

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CampaignRecipient" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "patientId" TEXT NOT NULL,
    "status" "CampaignRecipientStatus" NOT NULL DEFAULT 'pending',
    "messageId" TEXT,
    "errorMessage" TEXT,
    "sentAt" TIMESTAMP(3),
    "clickedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CampaignRecipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentRecord" (
    "id" TEXT NOT NULL,
    "patientId" TEXT NOT NULL,
    "phoneNumber" TEXT,
    "email" TEXT,
    "consentType" "ConsentType" NOT NULL,
    "channel" "MessageChannel" NOT NULL,
    "status" "ConsentStatus" NOT NULL DEFAULT 'pending',
    "source" "ConsentSource" NOT NULL,
    "consentText" TEXT NOT NULL,
    "consentVersion" TEXT NOT NULL DEFAULT '1.0',
    "ipAddress" INET,
    "grantedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),
    "expiresAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT,

    CONSTRAINT "ConsentRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentAuditLog" (
    "id" TEXT NOT NULL,
    "consentRecordId" TEXT NOT NULL,
    "patientId" TEXT NOT NULL,
    "action" "ConsentAction" NOT NULL,
    "consentType" "ConsentType" NOT NULL,
    "channel" "MessageChannel" NOT NULL,
    "previousStatus" "ConsentStatus",
    "newStatus" "ConsentStatus" NOT NULL,
    "source" "ConsentSource" NOT NULL,
    "reason" TEXT,
    "messageSid" TEXT,
    "keyword" VARCHAR(20),
    "ipAddress" INET,
    "userAgent" TEXT,
    "metadata" JSONB,
    "performedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "performedBy" TEXT,

    CONSTRAINT "ConsentAuditLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReminderSettings" (
    "id" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "reminderTypes" "ReminderType"[] DEFAULT ARRAY['appointment', 'confirmation']::"ReminderType"[],
    "channels" "MessageChannel"[] DEFAULT ARRAY['sms', 'email']::"MessageChannel"[],
    "firstReminderHours" INTEGER NOT NULL DEFAULT 72,
    "secondReminderHours" INTEGER DEFAULT 24,
    "finalReminderHours" INTEGER DEFAULT 2,
    "requireConfirmation" BOOLEAN NOT NULL DEFAULT true,
    "quietHoursStart" VARCHAR(5) NOT NULL DEFAULT '21:00',
    "quietHoursEnd" VARCHAR(5) NOT NULL DEFAULT '08:00',
    "smsTemplateId" TEXT,
    "emailTemplateId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "updatedBy" TEXT,

    CONSTRAINT "ReminderSettings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SentReminder" (
    "id" TEXT NOT NULL,
    "appointmentId" TEXT NOT NULL,
    "patientId" TEXT NOT NULL,
    "reminderType" "ReminderType" NOT NULL,
    "channel" "MessageChannel" NOT NULL,
    "queueStatus" "PendingReminderStatus" NOT NULL DEFAULT 'scheduled',
    "status" "ReminderStatus",
    "messageId" TEXT,
    "scheduledFor" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SentReminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" TEXT NOT NULL,
    "messageSid" TEXT NOT NULL,
    "accountSid" TEXT NOT NULL,
    "fromNumber" TEXT NOT NULL,
    "toNumber" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "numMedia" TEXT NOT NULL DEFAULT '0',
    "mediaUrls" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "keyword" VARCHAR(20),
    "conversationId" TEXT,
    "patientId" TEXT,
    "rawPayload" JSONB NOT NULL,
    "processedAt" TIMESTAMP(3),
    "errorMessage" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" TEXT NOT NULL,
    "messageSid" TEXT,
    "toNumber" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" "MessageStatus" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3),
    "errorCode" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatusUpdate" (
    "id" TEXT NOT NULL,
    "messageSid" TEXT NOT NULL,
    "status" "MessageStatus" NOT NULL,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "rawPayload" JSONB,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StatusUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MessagingMessage_campaignId_idx" ON "MessagingMessage"("campaignId");

-- CreateIndex
CREATE INDEX "Campaign_status_scheduledAt_idx" ON "Campaign"("status", "scheduledAt");

-- CreateIndex
CREATE INDEX "Campaign_createdBy_idx" ON "Campaign"("createdBy");

-- CreateIndex
CREATE INDEX "CampaignRecipient_campaignId_status_idx" ON "CampaignRecipient"("campaignId", "status");

-- CreateIndex
CREATE INDEX "CampaignRecipient_patientId_idx" ON "CampaignRecipient"("patientId");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignRecipient_campaignId_patientId_key" ON "CampaignRecipient"("campaignId", "patientId");

-- CreateIndex
CREATE INDEX "ConsentRecord_phoneNumber_idx" ON "ConsentRecord"("phoneNumber");

-- CreateIndex
CREATE INDEX "ConsentRecord_status_idx" ON "ConsentRecord"("status");

-- CreateIndex
CREATE UNIQUE INDEX "ConsentRecord_patientId_consentType_channel_key" ON "ConsentRecord"("patientId", "consentType", "channel");

-- CreateIndex
CREATE INDEX "ConsentAuditLog_consentRecordId_idx" ON "ConsentAuditLog"("consentRecordId");

-- CreateIndex
CREATE INDEX "ConsentAuditLog_patientId_performedAt_idx" ON "ConsentAuditLog"("patientId", "performedAt" DESC);

-- CreateIndex
CREATE INDEX "ConsentAuditLog_action_idx" ON "ConsentAuditLog"("action");

-- CreateIndex
CREATE UNIQUE INDEX "ReminderSettings_locationId_key" ON "ReminderSettings"("locationId");

-- CreateIndex
CREATE INDEX "SentReminder_patientId_idx" ON "SentReminder"("patientId");

-- CreateIndex
CREATE INDEX "SentReminder_queueStatus_scheduledFor_idx" ON "SentReminder"("queueStatus", "scheduledFor");

-- CreateIndex
CREATE UNIQUE INDEX "SentReminder_appointmentId_reminderType_key" ON "SentReminder"("appointmentId", "reminderType");

-- CreateIndex
CREATE INDEX "InboundMessage_fromNumber_receivedAt_idx" ON "InboundMessage"("fromNumber", "receivedAt");

-- CreateIndex
CREATE INDEX "InboundMessage_patientId_idx" ON "InboundMessage"("patientId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_messageSid_key" ON "InboundMessage"("messageSid");

-- CreateIndex
CREATE INDEX "OutboundMessage_status_nextAttemptAt_idx" ON "OutboundMessage"("status", "nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboundMessage_messageSid_key" ON "OutboundMessage"("messageSid");

-- CreateIndex
CREATE INDEX "StatusUpdate_messageSid_status_idx" ON "StatusUpdate"("messageSid", "status");

-- CreateIndex
CREATE INDEX "StatusUpdate_receivedAt_idx" ON "StatusUpdate" USING BRIN ("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_patientId_channel_key" ON "Conversation"("patientId", "channel");

-- CreateIndex
CREATE INDEX "FormSubmission_patientId_status_idx" ON "FormSubmission"("patientId", "status");

-- CreateIndex
CREATE INDEX "FormSubmission_deletedAt_idx" ON "FormSubmission"("deletedAt");

-- CreateIndex
CREATE INDEX "FormTemplate_deletedAt_idx" ON "FormTemplate"("deletedAt");

-- CreateIndex
CREATE UNIQUE INDEX "FormTemplate_slug_version_key" ON "FormTemplate"("slug", "version");

-- AddForeignKey
ALTER TABLE "CampaignRecipient" ADD CONSTRAINT "CampaignRecipient_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentAuditLog" ADD CONSTRAINT "ConsentAuditLog_consentRecordId_fkey" FOREIGN KEY ("consentRecordId") REFERENCES "ConsentRecord"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- RenameIndex
ALTER INDEX "Patient_phoneNumber_idx" RENAME TO "Patient_phone_idx";
